import type { SourceView } from "../../../../contract/sources.ts";
import { ProblemError } from "../../../../domain/problem/Problem.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { type PresetHint, presetHint } from "./presetHint.ts";
import { seriesWhyClient } from "./seriesWhyClient.ts";
import type { Why } from "./Why.ts";
import { whyClient } from "./whyClient.ts";
import { whyNoLines } from "./whyNoLines.ts";
import { whyNoSeries } from "./whyNoSeries.ts";

/** An empty answer: what was asked, of whom, for when. */
export interface EmptyAnswer {
  readonly letter: string;
  readonly sourceId: string;
  /** As typed, and as sent: with values for variables. */
  readonly expr: string;
  readonly sent: string;
  /** For one moment both ends are that moment. */
  readonly range: ResolvedRange;
  /** Of the page's range. */
  readonly lengthMs: number;
  readonly nowMs: number;
}

export interface WhyWorld {
  readonly sources: readonly SourceView[];
  readonly timeText: (timeMs: number) => string;
  readonly signal: AbortSignal;
}

/** Why an answer is empty: by what its preset knows where that is enough, else by asking the source. */
export async function findWhy(empty: EmptyAnswer, world: WhyWorld): Promise<Why | null> {
  const source = world.sources.find(({ id }) => id === empty.sourceId);
  if (!source) return null;
  const { range, nowMs } = empty;
  const hint = presetHint({ source, sources: world.sources, range, nowMs });
  if (hint?.isWhole) return hint;
  return withHint(await askSource(empty, source, world), hint);
}

const DAY_MS = 86_400_000;
/** As long as the check of a source looks back; a month is what a server with a limit on ranges mostly takes. */
const FAR_MS = 365 * DAY_MS;
const LESS_FAR_MS = 30 * DAY_MS;

async function askSource(empty: EmptyAnswer, source: SourceView, world: WhyWorld): Promise<Why | null> {
  const { headerNames } = source;
  const { signal, timeText } = world;
  if (source.kind === "loki") return whyNoLines({ ...empty, headerNames }, whyClient(source.id, signal));
  const client = seriesWhyClient(source.id, signal);
  return lessFar((farMs) => whyNoSeries({ ...empty, headerNames, timeText, farMs }, client));
}

/** Looks far back, and less far where the source refuses so long a range. */
export async function lessFar<T>(look: (farMs: number) => Promise<T>): Promise<T> {
  try {
    return await look(FAR_MS);
  } catch (error) {
    const isRefused = error instanceof ProblemError && error.problem.code === "QUERY_REJECTED";
    if (!isRefused) throw error;
    return look(LESS_FAR_MS);
  }
}

/** What the preset knows stands behind what the source told. */
export function withHint(why: Why | null, hint: PresetHint | null): Why | null {
  if (!hint) return why;
  if (!why) return hint;
  const fixes = [why.fix, ...(why.others ?? []), hint.fix].filter((fix) => fix !== undefined);
  const [fix, ...others] = fixes;
  return { text: `${why.text} ${hint.text}`, ...(fix && { fix }), ...(others.length > 0 && { others }) };
}
