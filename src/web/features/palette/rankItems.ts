import { FIT } from "../../../domain/browse/nameSearch.ts";
import { fitText, readTyped } from "./fitText.ts";
import { PALETTE_GROUPS, type PaletteGroup, type PaletteItem } from "./PaletteTypes.ts";

export interface RankedItem {
  readonly item: PaletteItem;
  readonly rank: number;
  /** From, to, from, to …: what to highlight in its text. */
  readonly ranges: readonly number[];
}

export interface PaletteSection {
  readonly group: PaletteGroup;
  readonly rows: readonly RankedItem[];
}

/** Rows of one group; more typing finds the others. */
const MOST: Readonly<Record<PaletteGroup, number>> = {
  Recent: 5,
  Sources: 6,
  "Boards and panels": 6,
  "Time ranges": 6,
  Do: 8,
  Metrics: 8,
  Labels: 5,
  History: 6,
};
/** Nothing typed: a taste of each group. */
const FEW = 4;

/** The same order for all who sort by one number, whatever came first stays first. */
const byRank = (a: RankedItem, b: RankedItem) => a.rank - b.rank;

export interface RankOptions {
  readonly typed: string;
  /** Ids of what was chosen lately, newest first. */
  readonly recent: readonly string[];
  /** Names that were searched elsewhere: they are in order already, each with its place. */
  readonly names: readonly RankedItem[];
}

/**
 * What to show for what was typed. Nothing typed: recent choices first, then a few of each group. Else the groups by
 * their best row, equally good ones in their usual order; in a group the best first, among equals the recent ones.
 */
export function rankItems(items: readonly PaletteItem[], options: RankOptions): readonly PaletteSection[] {
  const { recent, names } = options;
  const typed = readTyped(options.typed);
  const placeOf = (id: string) => {
    const place = recent.indexOf(id);
    return place < 0 ? 1 : place / (recent.length + 1);
  };
  if (typed.words.length === 0) return startSections(items, recent);
  const fitting = items.flatMap((item): RankedItem[] => {
    const fit = fitText(item.text, typed, item.also);
    if (item.isExact) return [{ item, rank: FIT.exact, ranges: fit?.ranges ?? [] }];
    return fit ? [{ item, ...fit }] : [];
  });
  const sections = PALETTE_GROUPS.map((group) => ({
    group,
    rows: [...fitting, ...names]
      .filter((row) => row.item.group === group)
      .toSorted((a, b) => byRank(a, b) || placeOf(a.item.id) - placeOf(b.item.id))
      .slice(0, MOST[group]),
  }));
  const best = (section: PaletteSection) => section.rows[0]?.rank ?? FIT.inside;
  return sections.filter(({ rows }) => rows.length > 0).toSorted((a, b) => best(a) - best(b));
}

function startSections(items: readonly PaletteItem[], recent: readonly string[]): readonly PaletteSection[] {
  const plain = (item: PaletteItem): RankedItem => ({ item, rank: FIT.prefix, ranges: [] });
  const again = recent
    .flatMap((id) => items.find((item) => item.id === id) ?? [])
    .slice(0, MOST.Recent)
    .map((item) => plain({ ...item, group: "Recent" }));
  const isAgain = new Set(again.map(({ item }) => item.id));
  const rest = PALETTE_GROUPS.map((group) => ({
    group,
    rows: items
      .filter((item) => item.group === group && !isAgain.has(item.id))
      .slice(0, group === "Do" ? MOST.Do : FEW)
      .map(plain),
  }));
  return [{ group: "Recent" as const, rows: again }, ...rest].filter(({ rows }) => rows.length > 0);
}
