import { useEffect, useState } from "react";
import type { ViewAnswer } from "../../../../domain/browse/BrowseMessages.ts";
import type { TreeRow } from "../../../../domain/browse/treeView.ts";
import { askBrowser } from "../../../lib/browse/askBrowser.ts";

/** Rows asked for at once. */
const PAGE = 100;

interface Pages {
  readonly viewId: number;
  readonly rows: ReadonlyMap<number, TreeRow>;
}

/** The rows of a view that are looked at, `from` to `to`; those that are not here yet are asked for by the page. */
export function useTreeRows(
  view: ViewAnswer | undefined,
  from: number,
  to: number,
): (place: number) => TreeRow | undefined {
  const viewId = view?.viewId ?? 0;
  const [pages, setPages] = useState<Pages>({ viewId: 0, rows: new Map() });
  const own = pages.viewId === viewId ? pages.rows : undefined;
  const rowAt = (place: number) => view?.rows[place] ?? own?.get(place);
  const missing = view ? firstMissing(rowAt, from, Math.min(to, view.count)) : -1;
  useEffect(() => {
    if (missing < 0) return undefined;
    const gone = new AbortController();
    const start = Math.floor(missing / PAGE) * PAGE;
    askBrowser("rows", { viewId, from: start, to: start + PAGE }, gone.signal).then(
      (rows) =>
        setPages((before) => {
          const kept = before.viewId === viewId ? before.rows : new Map<number, TreeRow>();
          return { viewId, rows: new Map([...kept, ...rows.map((row, at) => [start + at, row] as const)]) };
        }),
      // Scrolled on, or the view is gone: the next one brings its own rows.
      () => undefined,
    );
    return () => gone.abort();
  }, [viewId, missing]);
  return rowAt;
}

function firstMissing(rowAt: (place: number) => unknown, from: number, to: number): number {
  for (let place = Math.max(0, from); place < to; place += 1) if (rowAt(place) === undefined) return place;
  return -1;
}
