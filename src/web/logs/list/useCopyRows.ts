import type { ClipboardEvent } from "react";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { rowText, selectedRows } from "./copyRows.ts";
import type { LogRows } from "./logRows.ts";

/** Copying a selection over several rows gives the lines as the source sent them, one per line; within a row, what is selected. */
export function useCopyRows(
  rows: LogRows,
  view: LogViewOptions,
  zone: string,
): (event: ClipboardEvent<HTMLElement>) => void {
  return (event) => {
    const indexes = selectedRows(event.currentTarget, window.getSelection());
    if (indexes.length === 0) return;
    const texts = indexes
      .flatMap((index) => rows.lineAt(index) ?? [])
      .map((line) => rowText(line, view, zone));
    event.clipboardData.setData("text/plain", texts.join("\n"));
    event.preventDefault();
  };
}
