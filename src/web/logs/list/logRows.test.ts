import { describe, expect, it } from "vitest";
import { foldAdjacent } from "../../../domain/frame/logs/dedup.ts";
import { makeLines } from "../logLines.test-util.ts";
import { foldedRows, type LogRows, plainRows, toggledGroup } from "./logRows.ts";

const lines = makeLines(["a 1", "b", "b", "b", "c"]);
const shown = (rows: LogRows) =>
  Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index);
    return row ? `${row.line.text} ${row.fold} ${row.members.length}` : "";
  });
const folds = foldAdjacent(lines, "exact");

describe("rows", () => {
  it("stand in the order of the lines or against it", () => {
    expect(plainRows(lines, false).lineAt(0)).toBe(lines[0]);
    expect(plainRows(lines, true).lineAt(0)).toBe(lines[4]);
    expect(plainRows(lines, true).indexOf(lines[0] as never)).toBe(4);
  });

  it("find a line again whose copies were numbered anew", () => {
    const renumbered = lines.map((line) => ({ ...line, copy: 1 }));
    expect(plainRows(renumbered, false).indexOf(lines[4] as never)).toBe(4);
    expect(plainRows(makeLines(["x"]), false).indexOf(lines[4] as never)).toBe(-1);
  });

  it("E4 fold equal neighbours into the first with their count", () => {
    const rows = foldedRows(lines, folds, { isReversed: false, expanded: new Set() });
    expect(shown(rows)).toEqual(["a 1 single 1", "b head 3", "c single 1"]);
    expect(lines.map((line) => rows.indexOf(line))).toEqual([0, 1, 1, 1, 2]);
  });

  it("E4 open a group in place, by any of its lines, and fold it again", () => {
    const expanded = toggledGroup(new Set(), [lines[2] as never, lines[3] as never]);
    const rows = foldedRows(lines, folds, { isReversed: true, expanded });
    expect(shown(rows)).toEqual(["c single 1", "b head 3", "b member 3", "b member 3", "a 1 single 1"]);
    expect(rows.indexOf(lines[1] as never)).toBe(3);
    expect(toggledGroup(expanded, rows.at(1)?.members ?? []).size).toBe(0);
  });
});
