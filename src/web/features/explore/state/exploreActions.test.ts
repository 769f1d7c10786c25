import { describe, expect, it } from "vitest";
import type { ExploreState, QueryRow } from "../../../../domain/link/ExploreState.ts";
import {
  addRow,
  canAddRow,
  duplicateRow,
  moveRow,
  removeRow,
  runnableRows,
  setExpr,
  setPageSource,
  toggleRow,
} from "./exploreActions.ts";

const row = (letter: string, expr = letter, sourceId = "prod"): QueryRow => ({
  letter,
  expr,
  sourceId,
  isHidden: false,
});
// Only `queries` matters to these functions.
const state = (...queries: QueryRow[]) => ({ queries }) as unknown as ExploreState;
const spelled = (value: ExploreState) =>
  value.queries.map((query) => `${query.letter}:${query.expr}@${query.sourceId}`);

describe("exploreActions", () => {
  it("adds a row with the first free letter on the source of the row before it", () => {
    expect(spelled(addRow(state(row("A"), row("C", "C", "eu")), "prod"))).toEqual([
      "A:A@prod",
      "C:C@eu",
      "B:@eu",
    ]);
  });

  it("stops at ten rows", () => {
    let value = state(row("A"));
    for (let i = 0; i < 20; i++) value = addRow(value, "prod");
    expect(value.queries.map((query) => query.letter).join("")).toBe("ABCDEFGHIJ");
    expect(canAddRow(value)).toBe(false);
    expect(addRow(value, "prod")).toBe(value);
  });

  it("puts a copy right after its original", () => {
    expect(spelled(duplicateRow(state(row("A", "up"), row("B")), "A"))).toEqual([
      "A:up@prod",
      "C:up@prod",
      "B:B@prod",
    ]);
  });

  it("empties the last row instead of removing it", () => {
    expect(spelled(removeRow(state(row("B", "up")), "B"))).toEqual(["B:@prod"]);
    expect(spelled(removeRow(state(row("A"), row("B")), "A"))).toEqual(["B:B@prod"]);
  });

  it("moves rows within their bounds", () => {
    const value = state(row("A"), row("B"));
    expect(spelled(moveRow(value, "A", 1))).toEqual(["B:B@prod", "A:A@prod"]);
    expect(moveRow(value, "A", -1)).toBe(value);
  });

  it("moves every row to the new source while they share one, else only the focused row", () => {
    expect(spelled(setPageSource(state(row("A"), row("B")), "B", "eu"))).toEqual(["A:A@eu", "B:B@eu"]);
    expect(spelled(setPageSource(state(row("A"), row("B", "B", "us")), "B", "eu"))).toEqual([
      "A:A@prod",
      "B:B@eu",
    ]);
  });

  it("keeps the reference when nothing changed", () => {
    const value = state(row("A", "up"));
    expect(setExpr(value, "A", "up")).toBe(value);
    expect(setExpr(value, "Z", "up")).toBe(value);
  });

  it("runs shown rows with text", () => {
    const value = toggleRow(state(row("A"), row("B", "  "), row("C")), "A");
    expect(runnableRows(value).map((query) => query.letter)).toEqual(["C"]);
  });
});
