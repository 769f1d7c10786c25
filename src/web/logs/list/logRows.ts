import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import type { FoldedLines } from "../../../domain/frame/logs/dedup.ts";

/** A row of the list: a line, and what it stands for when its neighbours are folded into it. */
export interface LogRow {
  readonly line: LogLine;
  /** All lines of its group, in the order of the list. */
  readonly members: readonly LogLine[];
  /** "head" carries the badge of its group; "member" is shown because its group is open. */
  readonly fold: "single" | "head" | "member";
  readonly isExpanded: boolean;
}

/** The rows from top to bottom, made on demand: 50,000 of them cost nothing until they are looked at. */
export interface LogRows {
  readonly count: number;
  readonly at: (index: number) => LogRow | undefined;
  readonly lineAt: (index: number) => LogLine | undefined;
  /** The row that shows this line, be it folded into another; -1 when it is not among them. */
  readonly indexOf: (line: LogLine) => number;
}

/** One row per line, in the order of `lines` or against it. */
export function plainRows(lines: readonly LogLine[], isReversed: boolean): LogRows {
  const place = (index: number) => (isReversed ? lines.length - 1 - index : index);
  return {
    count: lines.length,
    lineAt: (index) => lines[place(index)],
    at: (index) => {
      const line = lines[place(index)];
      return line && { line, members: [line], fold: "single", isExpanded: false };
    },
    indexOf: (line) => {
      const held = lines.indexOf(line);
      // A page that joins lines of the same nanosecond may number their copies anew, in new objects.
      const index = held >= 0 ? held : lines.findIndex((one) => isSameText(one, line));
      return index < 0 ? -1 : place(index);
    },
  };
}

function isSameText(a: LogLine, b: LogLine): boolean {
  return a.ns === b.ns && a.stream.key === b.stream.key && a.text === b.text;
}

/** One row per group, and all rows of the groups with a line in `expanded` (any of them: groups grow at both ends). */
export function foldedRows(
  all: readonly LogLine[],
  folds: readonly FoldedLines[],
  { isReversed, expanded }: { readonly isReversed: boolean; readonly expanded: ReadonlySet<LogLine> },
): LogRows {
  const rows: LogRow[] = [];
  const rowOf = new Map<LogLine, number>();
  for (const { from, to } of isReversed ? folds.toReversed() : folds) {
    const lines = isReversed ? all.slice(from, to).toReversed() : all.slice(from, to);
    const isExpanded = expanded.size > 0 && lines.some((line) => expanded.has(line));
    lines.forEach((line, index) => {
      rowOf.set(line, rows.length - (index > 0 && !isExpanded ? 1 : 0));
      if (index > 0 && !isExpanded) return;
      const fold = lines.length === 1 ? "single" : index === 0 ? "head" : "member";
      rows.push({ line, members: lines, fold, isExpanded });
    });
  }
  return {
    count: rows.length,
    at: (index) => rows[index],
    lineAt: (index) => rows[index]?.line,
    indexOf: (line) => rowOf.get(line) ?? -1,
  };
}

/** `expanded` with the group of these lines opened, or closed where it was open. */
export function toggledGroup(
  expanded: ReadonlySet<LogLine>,
  members: readonly LogLine[],
): ReadonlySet<LogLine> {
  const next = new Set(expanded);
  const isOpen = members.some((line) => next.has(line));
  for (const line of members) next.delete(line);
  if (!isOpen && members[0]) next.add(members[0]);
  return next;
}
