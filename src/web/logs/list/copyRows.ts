import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { levelOf } from "../../../domain/frame/logs/level.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { fieldValue } from "../text/fieldValue.ts";
import { lineClock } from "../text/lineClock.ts";

/** A line as its row shows it, columns parted by tabs; the text exactly as the source sent it. */
export function rowText(line: LogLine, view: LogViewOptions, zone: string): string {
  const { clock, subMs } = lineClock(line.ns, zone);
  return [
    view.time !== "off" && (view.time === "ns" ? clock + subMs : clock),
    view.hasLevel !== false && levelOf(line),
    ...view.columns.map((name) => fieldValue(line, name) ?? ""),
    view.hasLine !== false && line.text,
  ]
    .filter((cell) => cell !== false)
    .join("\t");
}

/** Indexes of the rows that a selection touches, when it reaches over more than one of them; else none. */
export function selectedRows(list: HTMLElement, selection: Selection | null): readonly number[] {
  if (!selection || selection.isCollapsed) return [];
  const touched = [...list.querySelectorAll<HTMLElement>("[data-index]")]
    .filter((row) => selection.containsNode(row, true))
    .map((row) => Number(row.dataset["index"]))
    .toSorted((a, b) => a - b);
  return touched.length > 1 ? touched : [];
}
