import { rateWindow } from "../../../../domain/query/promql/rateWindow.ts";
import { takenAway } from "../../../../domain/query/promql/takenAway.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { type Outside, outsideOf } from "./outsideOf.ts";
import { matchOf, renameMetric, type WantedSelector, wantedSelectors } from "./seriesScene.ts";
import type { SeriesWhyClient } from "./seriesWhyClient.ts";
import { nothingAtAll, otherTenant } from "./tenantWords.ts";
import type { Fix, Why } from "./Why.ts";
import { wrongMatcher } from "./wrongMatcher.ts";

export interface SeriesWhyContext {
  /** As typed, and as it was sent: with values for variables. */
  readonly expr: string;
  readonly sent: string;
  /** What was asked; for one moment both ends are that moment. */
  readonly range: ResolvedRange;
  /** Of the page's range: how much to show elsewhere. */
  readonly lengthMs: number;
  readonly nowMs: number;
  /** Names of the headers the source is asked with. */
  readonly headerNames: readonly string[];
  readonly timeText: (timeMs: number) => string;
  /** How far back anything is looked for. */
  readonly farMs: number;
}

/**
 * Why a query has no series (F40, L4): the nearest cause that the source's own series, names and labels tell, with what
 * mends it; null where there is none. At most some forty questions, nearly all of them for a single series.
 */
export async function whyNoSeries(context: SeriesWhyContext, client: SeriesWhyClient): Promise<Why | null> {
  const wanted = wantedSelectors(context, context.range);
  const has = await Promise.all(wanted.map(({ matchers, range }) => client.has(matchOf(matchers), range)));
  const empty = wanted.filter((_one, index) => !has[index]);
  const [first] = empty;
  if (!first) return nothingLeft(context.expr, wanted);
  const scene: Scene = { ...context, wanted: first, empty, far: farOf(context, first) };
  return (
    (await nothingInRange(scene, client)) ??
    (await elsewhere(scene, client)) ??
    (await noSuchMetric(scene, client)) ??
    wrongMatcher(
      { ...scene, range: (await hasName(scene, first.range, client)) ? first.range : scene.far },
      client,
    )
  );
}

interface Scene extends SeriesWhyContext {
  readonly wanted: WantedSelector;
  readonly empty: readonly WantedSelector[];
  readonly far: ResolvedRange;
}

function farOf({ nowMs, farMs }: SeriesWhyContext, { range }: WantedSelector): ResolvedRange {
  return { startMs: Math.min(range.startMs, nowMs) - farMs, endMs: Math.max(nowMs, range.endMs) };
}

/** Each selector has series, so what stands around them leaves nothing. */
function nothingLeft(expr: string, wanted: readonly WantedSelector[]): Why | null {
  const taken = takenAway(expr);
  const one = { label: "Show one side alone" };
  switch (taken?.kind) {
    case "comparison":
      return {
        text: `There are series, but none passes the comparison ${taken.operator} in this range.`,
        fix: { label: "Show without the comparison", expr: taken.without },
      };
    case "set":
      return {
        text: `Both sides have series, but ${taken.operator} leaves none of them.`,
        fix: { ...one, expr: taken.without },
      };
    case "matching":
      return {
        text: `Both sides of ${taken.operator} have series, but no two of them have the same labels. Say by on() or ignoring() which labels count.`,
        fix: { ...one, expr: taken.without },
      };
    case "absent":
      return { text: `${taken.operator}() has no series as long as there is one that fits its selector.` };
    case undefined:
      return wanted.length === 0 ? null : tooFew(expr);
  }
}

const WIDEN: Fix = { label: "Widen the range", widens: true };

/** There are series by the source's index, whose blocks and chunks may reach further than their samples. */
function tooFew(expr: string): Why {
  const short = rateWindow(expr);
  if (!short) {
    return {
      text: "Such series are known around this range, but have no sample that counts in it.",
      fix: WIDEN,
    };
  }
  return {
    text: `There are series, but ${short.name}() needs two samples in each window: ${short.window} may be shorter than two scrapes.`,
    fix: { label: "Use $__rate_interval", expr: short.mended },
    others: [WIDEN],
  };
}

/** The source has nothing at all in the range (F40): it ends before the oldest data or begins after the newest. */
async function nothingInRange(scene: Scene, client: SeriesWhyClient): Promise<Why | null> {
  const { wanted, headerNames } = scene;
  if (await client.has("", wanted.range)) return null;
  const found = await lookOutside(scene, "", client);
  if (!found) {
    return {
      text: nothingAtAll("The source shows no series at all, in this range or around it.", headerNames),
    };
  }
  const edge = scene.timeText(found.edgeMs);
  const told = {
    after: `The range lies before the source's oldest data, which is of about ${edge}.`,
    before: `The range lies after the source's newest data, which is of about ${edge}.`,
    both: `The source has data before and after this range, but none in it.`,
  };
  return { text: told[found.side], ...fixTo(scene, found, "data") };
}

/** Such series exist, at other times. */
async function elsewhere(scene: Scene, client: SeriesWhyClient): Promise<Why | null> {
  const found = await lookOutside(scene, matchOf(scene.wanted.matchers), client);
  if (!found) return null;
  const edge = scene.timeText(found.edgeMs);
  const told = {
    after: `These series begin only at about ${edge}, after this range.`,
    before: `These series ended at about ${edge}, before this range.`,
    both: "These series have samples before and after this range, but none in it.",
  };
  return { text: told[found.side], ...fixTo(scene, found, "samples") };
}

function lookOutside(scene: Scene, match: string, client: SeriesWhyClient): Promise<Outside | null> {
  const { wanted, lengthMs, far } = scene;
  return outsideOf((range) => client.has(match, range), { range: wanted.range, lengthMs, far });
}

function fixTo({ wanted, range }: Scene, found: Outside, what: string): Pick<Why, "fix"> {
  // What is pinned to a time by @ looks there whatever the range is.
  if (wanted.isPinned) return {};
  const edge = { after: "oldest", before: "newest", both: "next" }[found.side];
  // The page's range is later than what is looked at by the selector's offset.
  const offsetMs = range.endMs - wanted.range.endMs;
  const { startMs, endMs } = found.range;
  return {
    fix: {
      label: `Go to the ${edge} ${what}`,
      range: { startMs: startMs + offsetMs, endMs: endMs + offsetMs },
    },
  };
}

const hasName = ({ wanted }: Scene, range: ResolvedRange, client: SeriesWhyClient) =>
  client.has(matchOf(wanted.matchers.filter(({ name }) => name === "__name__")), range);

/** The metric is not known at any time. */
async function noSuchMetric(scene: Scene, client: SeriesWhyClient): Promise<Why | null> {
  const { wanted, expr, headerNames } = scene;
  if (!wanted.matchers.some(({ name }) => name === "__name__")) return null;
  if (await hasName(scene, scene.far, client)) return null;
  if (wanted.name === "") return { text: "No metric has a name that this selector fits." };
  const { near } = await client.nearestMetric(wanted.name, wanted.range);
  const missing = `There is no metric ${wanted.name}`;
  if (near === null) {
    return {
      text: `${missing}, and no name is near it.${otherTenant(headerNames)}`,
      fix: { label: "Search all metrics", opensBrowser: true },
    };
  }
  return {
    text: `${missing}. Did you mean ${near}?${otherTenant(headerNames)}`,
    fix: { label: `Use ${near}`, expr: renameMetric(expr, wanted.name, near) },
  };
}
