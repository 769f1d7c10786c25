import type { TreeRow } from "../../../../domain/browse/treeView.ts";

/** What a key does in the tree (the tree pattern of WAI-ARIA APG; Enter inserts, as in a completion list). */
export type TreeMove =
  | { readonly kind: "go"; readonly place: number }
  | { readonly kind: "toggle"; readonly id: string; readonly isOpen: boolean }
  | { readonly kind: "select"; readonly name: string }
  | { readonly kind: "insert"; readonly name: string };

export interface TreeKey {
  readonly key: string;
  readonly place: number;
  readonly row: TreeRow | undefined;
  readonly count: number;
  /** Rows of one window. */
  readonly page: number;
}

/** null: not a key of the tree. */
export function treeMove({ key, place, row, count, page }: TreeKey): TreeMove | null {
  const go = (to: number): TreeMove => ({ kind: "go", place: Math.max(0, Math.min(count - 1, to)) });
  switch (key) {
    case "ArrowDown":
      return go(place + 1);
    case "ArrowUp":
      return go(place - 1);
    case "PageDown":
      return go(place + page);
    case "PageUp":
      return go(place - page);
    case "Home":
      return go(0);
    case "End":
      return go(count - 1);
  }
  if (!row) return null;
  if (row.kind === "metric") {
    if (key === "Enter") return { kind: "insert", name: row.name };
    if (key === " ") return { kind: "select", name: row.name };
    return key === "ArrowLeft" && row.parent !== null ? go(row.parent) : null;
  }
  const toggle = (isOpen: boolean): TreeMove => ({ kind: "toggle", id: row.id, isOpen });
  if (key === "Enter" || key === " ") return toggle(!row.isOpen);
  if (key === "ArrowRight") return row.isOpen ? go(place + 1) : toggle(true);
  if (key !== "ArrowLeft") return null;
  if (row.isOpen) return toggle(false);
  return row.parent === null ? null : go(row.parent);
}
