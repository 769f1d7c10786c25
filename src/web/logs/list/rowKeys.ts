import type { KeyboardEvent } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { LogRows } from "./logRows.ts";
import { ROW_PX } from "./rowHeight.ts";

/** Where a key moves the list's current row, among `count` rows of which `page` fit the window; null for other keys. */
function nextRow(
  key: string,
  index: number,
  { count, page }: { readonly count: number; readonly page: number },
): number | null {
  if (count === 0) return null;
  const clamp = (at: number) => Math.max(0, Math.min(count - 1, at));
  switch (key) {
    case "ArrowDown":
      return clamp(index + 1);
    case "ArrowUp":
      return clamp(index - 1);
    case "PageDown":
      return clamp(index + page);
    case "PageUp":
      return clamp(index - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

export type RowKeyAction =
  | { readonly kind: "move"; readonly index: number }
  | { readonly kind: "fold"; readonly members: readonly LogLine[] }
  | { readonly kind: "open"; readonly line: LogLine }
  | { readonly kind: "close" };

export interface RowKeyContext {
  readonly rows: LogRows;
  /** The line whose details are open. */
  readonly selected: LogLine | null;
  readonly pagePx: number;
}

/** What a key means: on a row it moves, opens and folds; Escape closes the details from anywhere within them. */
export function rowKeyAction(
  event: KeyboardEvent<HTMLElement>,
  { rows, selected, pagePx }: RowKeyContext,
): RowKeyAction | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Escape") return selected && { kind: "close" };
  const at = Number((event.target as HTMLElement).dataset["index"] ?? -1);
  const row = rows.at(at);
  if (!row) return null;
  const page = Math.max(1, Math.floor(pagePx / ROW_PX) - 1);
  const index = nextRow(event.key, at, { count: rows.count, page });
  if (index !== null) return { kind: "move", index };
  const foldKey = row.isExpanded ? "ArrowLeft" : "ArrowRight";
  if (row.fold !== "single" && event.key === foldKey) return { kind: "fold", members: row.members };
  if (event.key !== "Enter" && event.key !== " ") return null;
  return row.line === selected ? { kind: "close" } : { kind: "open", line: row.line };
}
