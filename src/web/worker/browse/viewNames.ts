import type { BrowseCalls, FoundName, ViewAnswer, ViewAsk } from "../../../domain/browse/BrowseMessages.ts";
import { METRIC_KINDS, type MetricKind } from "../../../domain/browse/metricKind.ts";
import { bestNames, type NameHits, searchNames } from "../../../domain/browse/nameIndex.ts";
import { layOutTree, placeOf, rowsOf, type TreeView } from "../../../domain/browse/treeView.ts";
import type { NameStore } from "./nameLists.ts";

/** Rows that come with the view itself: more than a window is high. */
const FIRST_ROWS = 100;
/** Views whose rows may still be asked for. */
const KEPT_VIEWS = 4;

interface KeptView {
  readonly tree: TreeView;
  readonly kindOf: (id: number) => MetricKind;
}

const kindBy = (codes: Uint8Array) => (id: number) => METRIC_KINDS[codes[id] ?? 0] ?? "other";

/** Searches names and lays them out as a tree; keeps the last views, so that scrolling asks for rows only. */
export function createViews(store: NameStore) {
  const views = new Map<number, KeptView>();
  let made = 0;

  async function view(ask: ViewAsk, signal: AbortSignal): Promise<ViewAnswer> {
    const held = await store.names(ask);
    // While the names came, the metadata may have: then the same was asked again, and this is for nobody.
    signal.throwIfAborted();
    const codes = store.kindsOf(held, ask.source);
    const kindOf = kindBy(codes);
    const found = searchNames(held.index, ask.typed, held.hits);
    held.hits = found;
    const { kinds, hits } = filterKind(found, ask.kind, codes);
    const best = ask.typed.trim() === "" ? null : (bestNames(held.index, hits, 1)[0]?.name ?? null);
    const revealed = ask.revealed === "" ? (best ?? "") : ask.revealed;
    const tree = layOutTree(held.index, hits, { toggled: new Map(ask.toggled), revealed });
    made += 1;
    views.set(made, { tree, kindOf });
    views.delete(made - KEPT_VIEWS);
    return {
      viewId: made,
      typed: ask.typed,
      total: held.index.names.length,
      hits: hits.ids.length,
      kinds,
      count: tree.count,
      rows: rowsOf(tree, { from: 0, to: FIRST_ROWS }, kindOf),
      best,
      bestRow: best === null ? -1 : placeOf(tree, best),
      revealedRow: ask.revealed === "" ? -1 : placeOf(tree, ask.revealed),
      isCut: held.isCut,
    };
  }

  function rows({ viewId, from, to }: BrowseCalls["rows"]["ask"]): BrowseCalls["rows"]["answer"] {
    const kept = views.get(viewId);
    return kept ? rowsOf(kept.tree, { from, to }, kept.kindOf) : [];
  }

  async function find(ask: BrowseCalls["find"]["ask"]): Promise<readonly FoundName[]> {
    const held = await store.names(ask);
    const kindOf = kindBy(store.kindsOf(held, ask.source));
    const best = bestNames(held.index, searchNames(held.index, ask.typed), ask.limit);
    return best.map((one) => ({ ...one, kind: kindOf(held.index.names.indexOf(one.name)) }));
  }

  return { view, rows, find };
}

function filterKind(
  found: NameHits,
  wanted: MetricKind | "all",
  codes: Uint8Array,
): { readonly kinds: Record<MetricKind, number>; readonly hits: NameHits } {
  const counts = new Uint32Array(METRIC_KINDS.length);
  for (let at = 0; at < found.ids.length; at += 1) {
    const code = codes[found.ids[at] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const kinds = Object.fromEntries(METRIC_KINDS.map((kind, code) => [kind, counts[code] ?? 0]));
  const hits =
    wanted === "all"
      ? found
      : { typed: found.typed, ids: found.ids.filter((id) => METRIC_KINDS[codes[id] ?? 0] === wanted) };
  return { kinds: kinds as Record<MetricKind, number>, hits };
}
