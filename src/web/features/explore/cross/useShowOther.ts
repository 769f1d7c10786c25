import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { presetsFor } from "../../../../domain/browse/presets.ts";
import type { LabelPair, PairGuess } from "../../../../domain/correspond/labelPairs.ts";
import { leadingMetric } from "../../../../domain/correspond/leadingMetric.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import { showToast } from "../../../ui/toasts.ts";
import { metadataQuery, NO_METADATA } from "../data/useMetadata.ts";
import { problemOf, type RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import { findPairs, selectorText } from "./findPairs.ts";
import { type OtherClient, otherClient } from "./otherClient.ts";
import { otherSource, otherSources } from "./otherSource.ts";
import { rememberPairs, rememberTarget, saidPairs } from "./rememberedPairs.ts";
import { type MadeRow, showRow } from "./showRow.ts";
import { type Subject, subjectLabels } from "./Subject.ts";
import { useLooking } from "./useLooking.ts";

export interface ShowOtherContext {
  readonly explore: Explore;
  readonly sources: readonly SourceView[];
  readonly runs: readonly RowRun[];
  readonly askedRange: ResolvedRange;
}

/** The dialog in which the reader says how labels are called on the other source. */
export interface Correcting {
  readonly subject: Subject;
  readonly from: SourceView;
  readonly to: SourceView;
  readonly others: readonly SourceView[];
  readonly labels: ReadonlyMap<string, string>;
  /** What the labels turned out to be called there; empty where nobody has looked, or nothing fitted. */
  readonly found: readonly LabelPair[];
  /** Nothing there fitted what was guessed or said. */
  readonly hasFailed: boolean;
}

export interface ShowOther {
  /** Adds the logs of a metric query, or the metrics of a log query, beside it: same labels, same time. */
  readonly show: (subject: Subject) => void;
  readonly correct: (subject: Subject, toId?: string) => void;
  readonly correcting: Correcting | null;
  /** The other source has been asked for a while. */
  readonly isLooking: boolean;
  /** Keeps what the reader said, and shows it. */
  readonly save: (pairs: readonly LabelPair[]) => void;
  readonly close: () => void;
}

/** The one metric of the same labels to begin with, as its kind is usually asked; its row can be edited. */
async function metricExpr(
  matchers: readonly PairGuess[],
  { client, source, queries }: { client: OtherClient; source: SourceView; queries: QueryClient },
): Promise<string> {
  const names = await client.metrics(selectorText(matchers));
  const families = await queries.ensureQueryData(metadataQuery(source.id, null)).catch(() => NO_METADATA);
  const metric = leadingMetric(names, families);
  const picks = matchers.map(({ name, value }) => ({ label: name, mode: "any" as const, values: [value] }));
  const [preset] = presetsFor({ selection: { metric: metric ?? "", picks }, families, labels: [] });
  return preset?.expr ?? selectorText(matchers);
}

interface Wish {
  /** The source to ask, where the reader has chosen one. */
  readonly toId?: string | undefined;
  readonly found?: readonly LabelPair[];
}

/** The two sources and the labels of a subject; null where its row or its other half is not there. */
function correctingOf(
  { explore, sources, runs }: ShowOtherContext,
  subject: Subject,
  { toId, found = [] }: Wish = {},
): Correcting | null {
  const row = explore.state.queries.find((one) => one.letter === subject.letter);
  const from = sources.find(({ id }) => id === row?.sourceId);
  if (!row || !from) return null;
  const others = otherSources(sources, subject.to);
  const to =
    others.find(({ id }) => id === toId) ?? otherSource(sources, { sourceId: row.sourceId, to: subject.to });
  if (!to) return null;
  return {
    subject,
    from,
    to,
    others,
    labels: subjectLabels(subject, { row, runs }),
    found,
    hasFailed: false,
  };
}

/** "Logs on Loki with the same cluster, namespace" */
function shownText({ subject, to }: Correcting, matchers: readonly PairGuess[]): string {
  const what = subject.to === "logs" ? "Logs" : "Metrics";
  return `${what} on ${to.name} with the same ${matchers.map(({ name }) => name).join(", ")}`;
}

/** From a metric query to its logs and back. */
export function useShowOther(context: ShowOtherContext): ShowOther {
  const latest = useLatest(context);
  const queries = useQueryClient();
  const made = useRef<MadeRow | null>(null);
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const { isLooking, look } = useLooking();

  const show = async (subject: Subject): Promise<void> => {
    const opened = correctingOf(latest.current, subject);
    if (!opened) return;
    const { from, to, labels } = opened;
    const { explore, askedRange } = latest.current;
    const client = otherClient(to, subject.span ?? askedRange);
    try {
      const said = saidPairs({ fromId: from.id, toId: to.id });
      const found = await look(async () => {
        const { matchers, pairs } = await findPairs(labels, { client, said });
        const isLines = subject.to === "logs" || matchers.length === 0;
        const expr = isLines
          ? selectorText(matchers)
          : await metricExpr(matchers, { client, source: to, queries });
        return { matchers, pairs, expr };
      });
      if (!found) return;
      const { matchers, pairs, expr } = found;
      if (matchers.length === 0) return setCorrecting({ ...opened, hasFailed: true });
      made.current = showRow(explore, { subject, to, expr, made: made.current });
      const onSelect = () => setCorrecting(correctingOf(latest.current, subject, { found: pairs }));
      showToast(shownText(opened, matchers), { label: "Change labels", icon: "pencil", onSelect });
    } catch (error) {
      showToast(`${to.name}: ${problemOf(error).title}`);
    }
  };
  return {
    show: (subject) => void show(subject),
    correct: (subject, toId) => setCorrecting(correctingOf(latest.current, subject, { toId })),
    correcting,
    isLooking,
    save(pairs) {
      if (!correcting) return;
      const { from, to, subject } = correcting;
      const pair = { fromId: from.id, toId: to.id };
      rememberPairs(pair, pairs);
      rememberTarget(pair);
      setCorrecting(null);
      void show(subject);
    },
    close: () => setCorrecting(null),
  };
}
