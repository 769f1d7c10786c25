import { createHmac } from "node:crypto";
import { apiOf } from "../../contract/apiOf.ts";
import { makeStarter } from "../../domain/panel/starters/makeStarter.ts";
import type { StarterPlan } from "../../domain/panel/starters/StarterPlan.ts";
import { starterPlans } from "../../domain/panel/starters/starterPlans.ts";
import { quotePattern } from "../../domain/panel/quotePattern.ts";
import { quote } from "../../domain/query/promql/goString.ts";
import type { Answers } from "../cache/Answers.ts";
import type { Source } from "../sources/Source.ts";
import { checkParams } from "../upstream/checkParams.ts";
import { operations } from "../upstream/operations.ts";
import type { Starter, StarterShelf } from "./Starter.ts";

export interface StarterShelfDeps {
  readonly sources: { list(): readonly Source[] };
  readonly answers: Answers;
  readonly now: () => number;
  /** Under which ids are made, the one of today first: whoever guesses a source must not see that it is there (T6). */
  readonly idKeys: readonly [Buffer, ...Buffer[]];
  /** How long a list of boards waits for sources that were not asked before. */
  readonly patienceMs?: number;
}

/** What a source has is found out again after this. */
const FOUND_MS = 600_000;
/** A source that did not answer is asked again after this. */
const FAILED_MS = 60_000;
const PATIENCE_MS = 1_500;
/** The metric is looked for in the last hour. */
const LOOK_BACK_MS = 3_600_000;

/** What is known of a source's metrics. */
interface Finding {
  readonly version: string;
  untilMs: number;
  /** Undefined until the source answered once; while it is asked again, what it said before. */
  metrics: ReadonlySet<string> | undefined;
  /** A list of boards waited for it already. */
  isLate: boolean;
  readonly asking: Promise<void>;
}

/**
 * The starter boards of every source that can answer them: the demo's are there always, those of others where one small
 * question (which of these metrics exist?) finds the metric they stand on. A slow source is waited for once.
 */
export function createStarterShelf(deps: StarterShelfDeps): StarterShelf {
  const { sources, now, patienceMs = PATIENCE_MS, idKeys } = deps;
  const findings = new Map<string, Finding>();
  const findingOf = (source: Source): Finding => {
    const kept = findings.get(source.id);
    const isSame = kept?.version === source.version;
    if (isSame && kept.untilMs > now()) return kept;
    const finding: Finding = {
      version: source.version,
      untilMs: now() + FOUND_MS,
      metrics: isSame ? kept.metrics : undefined,
      isLate: false,
      asking: askMetrics(source, deps).then(
        (metrics) => void (finding.metrics = metrics),
        () => {
          finding.metrics ??= NOTHING;
          finding.untilMs = now() + FAILED_MS;
        },
      ),
    };
    findings.set(source.id, finding);
    return finding;
  };
  const suffixOf = (id: string) => suffixUnder(idKeys[0], id);
  return {
    idToday: (id) => idToday(id, { sources: sources.list(), idKeys }),
    list: async () => {
      const all = sources
        .list()
        .filter(({ kind, preset }) => apiOf(kind) === "prometheus" && preset !== "self");
      const ids = new Set(all.map(({ id }) => id));
      for (const id of findings.keys()) if (!ids.has(id)) findings.delete(id);
      const found = await Promise.all(
        all.map(async (source) => ({ source, plans: await plansOf(source, { findingOf, patienceMs }) })),
      );
      return startersOf(found, suffixOf);
    },
  };
}

interface Found {
  readonly source: Source;
  readonly plans: readonly StarterPlan[];
}

async function plansOf(
  source: Source,
  { findingOf, patienceMs }: { findingOf: (source: Source) => Finding; patienceMs: number },
): Promise<readonly StarterPlan[]> {
  if (isDemo(source)) return starterPlans;
  const finding = findingOf(source);
  if (finding.metrics === undefined && !finding.isLate) await atMost(finding.asking, patienceMs);
  const { metrics } = finding;
  finding.isLate = metrics === undefined;
  return starterPlans.filter(({ isOfDemo, metric }) => !isOfDemo && metrics?.has(metric));
}

const isDemo = (source: Source): boolean => source.preset === "demo";
const NOTHING: ReadonlySet<string> = new Set();

async function atMost(asking: Promise<void>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([asking, late]);
  clearTimeout(timer);
}

/** Values of `__name__`, of the few names in question: whatever the source holds, a few bytes. */
async function askMetrics(source: Source, { answers, now }: StarterShelfDeps): Promise<ReadonlySet<string>> {
  const names = starterPlans.filter(({ isOfDemo }) => !isOfDemo).map(({ metric }) => quotePattern(metric));
  const endS = Math.floor(now() / 1000);
  const form = new URLSearchParams({
    start: String(endS - LOOK_BACK_MS / 1000),
    end: String(endS),
    "match[]": `{__name__=~${quote(names.join("|"))}}`,
    limit: String(names.length),
  });
  const encoded = checkParams(operations.label_values, [String(form)]);
  const params = { encoded, isPost: false, labelSegment: "__name__" };
  const call = { source, operation: "label_values", params } as const;
  const { body } = await answers.ask({ call, owner: "starter-boards", freshMs: FOUND_MS });
  const { data } = JSON.parse(body.toString("utf8")) as { data?: unknown };
  return new Set(Array.isArray(data) ? data.filter((name) => typeof name === "string") : []);
}

const SUFFIX_DIGITS = 16;

function suffixUnder(key: Buffer, sourceId: string): string {
  const mac = createHmac("sha256", key)
    .update(JSON.stringify(["starter", sourceId]))
    .digest("hex");
  return mac.slice(0, SUFFIX_DIGITS);
}

/** `starter-nodes-0123456789abcdef--cpu`: what stands between is of the source. */
const SUFFIXED = new RegExp(`^(starter-[a-z-]+-)([0-9a-f]{${SUFFIX_DIGITS}})((?:--.*)?)$`);

function idToday(
  id: string,
  { sources, idKeys }: { sources: readonly Source[]; idKeys: StarterShelfDeps["idKeys"] },
): string {
  const [, start, suffix, end] = SUFFIXED.exec(id) ?? [];
  if (suffix === undefined) return id;
  const [today, ...before] = idKeys;
  const source = sources.find((one) => before.some((key) => suffixUnder(key, one.id) === suffix));
  return source === undefined ? id : `${start}${suffixUnder(today, source.id)}${end}`;
}

function startersOf(found: readonly Found[], suffixOf: (sourceId: string) => string): readonly Starter[] {
  const holders = new Map<string, Source[]>();
  for (const { source, plans } of found)
    for (const { key } of plans) holders.set(key, [...(holders.get(key) ?? []), source]);
  return found.flatMap(({ source, plans }) =>
    plans.map((plan) => {
      const suffix = isDemo(source) ? "" : suffixOf(source.id);
      const sourceName = nameAmong(holders.get(plan.key) ?? [], source);
      return makeStarter(plan, { id: source.id, isDemo: isDemo(source) }, { suffix, sourceName });
    }),
  );
}

/** What tells its board from those of others: its name, or its place where the name would tell readers its id. */
function nameAmong(all: readonly Source[], { id, name }: Source): string {
  if (all.length < 2) return "";
  return name.includes(id) ? `No. ${all.findIndex((one) => one.id === id) + 1}` : name;
}
