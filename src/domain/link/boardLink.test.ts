import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoardState, decodeBoard, encodeBoard } from "./boardLink.ts";

const nothing: BoardState = {
  range: null,
  zone: null,
  refreshMs: null,
  values: {},
  isEditing: false,
  panelId: null,
};

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,30}$/);
const state: fc.Arbitrary<BoardState> = fc.record({
  range: fc.constantFrom(
    null,
    { from: "now-6h", to: "now" },
    { from: "now-1d/d", to: "now-1d/d" },
    { from: "1761000000000", to: "1761003600000" },
  ),
  zone: fc.constantFrom(null, "utc", "browser", "Europe/Oslo"),
  refreshMs: fc.constantFrom(null, 0, 5000, 60_000),
  values: fc.dictionary(name, fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
  isEditing: fc.boolean(),
  panelId: fc.option(fc.constantFrom("starter-nodes-load", "A".repeat(22))),
});

describe("boardLink", () => {
  it("gives back every state it encodes", () => {
    fc.assert(
      fc.property(state, (one) => {
        expect(decodeBoard(encodeBoard(one))).toEqual(one);
      }),
    );
  });

  it("reads any record at all without throwing, and to a state that stays", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (record) => {
        const read = decodeBoard(record);
        expect(decodeBoard(encodeBoard(read))).toEqual(read);
      }),
    );
  });

  it.each([
    [{ from: "yesterday?", to: "now" }],
    [{ from: "now", to: "now-1h" }],
    [{ tz: "Nowhere/Else" }],
    [{ refresh: "1ms" }],
    [{ "v.Cluster": "a" }],
    [{ "v.__proto__": "a" }],
  ])("leaves out what it cannot read: %j", (record) => {
    expect(decodeBoard(record)).toEqual(nothing);
  });

  it("reads all of a variable as an empty list", () => {
    expect(decodeBoard({ "v.customer": "", "v.cluster": "a|b" }).values).toEqual({
      customer: [],
      cluster: ["a", "b"],
    });
  });
});
