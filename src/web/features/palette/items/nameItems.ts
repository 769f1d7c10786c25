import type { BrowseSource, FoundName } from "../../../../domain/browse/BrowseMessages.ts";
import { bestNames, type NameIndex, searchNames } from "../../../../domain/browse/nameIndex.ts";
import { fitOf, FIT, hasWords, wordRanges, wordsOf } from "../../../../domain/browse/nameSearch.ts";
import { presetsFor } from "../../../../domain/browse/presets.ts";
import { selectorOf } from "../../../../domain/browse/selectorOf.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { printLabelName } from "../../../../domain/query/promql/print.ts";
import { askBrowser } from "../../../lib/browse/askBrowser.ts";
import { openExplore, withQuery } from "../exploreLinks.ts";
import type { PaletteExplore, PaletteItem } from "../PaletteTypes.ts";
import type { RankedItem } from "../rankItems.ts";

export interface NameContext {
  readonly source: BrowseSource;
  readonly explore: PaletteExplore | null;
  readonly state: ExploreState;
}

/** Labels of one source that are shown. */
const MOST_LABELS = 5;

export const metricId = ({ id }: BrowseSource, name: string) => `metric:${id}:${name}`;
export const labelId = ({ id }: BrowseSource, name: string) => `label:${id}:${name}`;

/** What was found for this text or the one before it; only what fits this one is shown. */
export function metricRows(
  found: readonly FoundName[],
  typed: string,
  context: NameContext,
): readonly RankedItem[] {
  const words = wordsOf(typed);
  return found
    .filter(({ name }) => hasWords(name.toLowerCase(), words))
    .map(({ name, kind }) => row(metricItem(name, kind === "other" ? "metric" : kind, context), name, typed));
}

export function labelRows(index: NameIndex, typed: string, context: NameContext): readonly RankedItem[] {
  // Without a query there is nowhere to put a label of metrics.
  if (!context.explore && context.source.kind !== "loki") return [];
  const best = bestNames(index, searchNames(index, typed), MOST_LABELS);
  return best.map(({ name }) => row(labelItem(name, context), name, typed));
}

function row(item: PaletteItem, name: string, typed: string): RankedItem {
  const words = wordsOf(typed);
  const lower = name.toLowerCase();
  const isWhole = lower === typed.trim().toLowerCase();
  // A name that shows otherwise than it is spelled has other offsets.
  const ranges = item.text === name ? wordRanges(name, words) : [];
  return { item, rank: isWhole ? FIT.exact : fitOf(lower, words), ranges };
}

/** From within a query it is put at the cursor; else, or where the query is empty, its usual one is asked. */
export function metricItem(name: string, note: string, context: NameContext): PaletteItem {
  const { source, explore, state } = context;
  const letter = explore?.letter ?? "A";
  const ask = async () => {
    const expr = await usualQuery(source, name);
    if (explore) explore.onUseQuery(expr);
    else openExplore(withQuery(state, letter, { sourceId: source.id, expr }));
  };
  const item = {
    id: metricId(source, name),
    group: "Metrics",
    icon: "chart-spline",
    text: visibleText(name),
    isCode: true,
    note,
    also: "metric",
  } as const;
  const asks = { hint: `ask its usual query as Query ${letter}`, run: () => void ask() };
  if (!explore) return { ...item, ...asks };
  const text = selectorOf({ metric: name, picks: [] });
  const inserts = { hint: `insert into Query ${letter}`, run: () => explore.onInsert(text) };
  return explore.isAtCursor && explore.queryText.trim() !== ""
    ? { ...item, ...inserts, other: asks }
    : { ...item, ...asks, other: inserts };
}

/** The query that a metric of this kind is mostly looked at by. */
async function usualQuery(source: BrowseSource, name: string): Promise<string> {
  const selection = { metric: name, picks: [] };
  // Without metadata the name alone tells.
  const words = await askBrowser("words", { source, name }).catch(() => null);
  const presets = presetsFor({ selection, families: new Map(words?.families), labels: [] });
  return presets[0]?.expr ?? selectorOf(selection);
}

/** At the cursor; an empty query of logs becomes the streams that have the label. */
export function labelItem(name: string, { source, explore, state }: NameContext): PaletteItem {
  const letter = explore?.letter ?? "A";
  const isLogs = source.kind === "loki";
  const expr = `{${name}=~".+"}`;
  const insert = () => explore?.onInsert(isLogs ? name : printLabelName(name));
  const ask = () =>
    explore ? explore.onUseQuery(expr) : openExplore(withQuery(state, letter, { sourceId: source.id, expr }));
  const isAsked = isLogs && (!explore || explore.queryText.trim() === "");
  return {
    id: labelId(source, name),
    group: "Labels",
    icon: "list-tree",
    text: visibleText(name),
    isCode: true,
    note: "label",
    also: "label",
    hint: isAsked ? `ask ${visibleText(expr)}` : `insert into Query ${letter}`,
    run: isAsked ? ask : insert,
  };
}
