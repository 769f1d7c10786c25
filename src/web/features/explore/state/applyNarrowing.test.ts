import { describe, expect, it } from "vitest";
import { defaultExplore } from "../../../../domain/link/exploreLink.ts";
import { applyNarrowing } from "./applyNarrowing.ts";

const state = defaultExplore("prod");

describe("applyNarrowing", () => {
  it("changes the text of the row, the step, or the range, and nothing else", () => {
    const text = applyNarrowing(state, "A", {
      id: "topk",
      label: "",
      edit: { kind: "expr", text: "topk(20, up)" },
    });
    expect(text).toEqual({ ...state, queries: [{ ...state.queries[0], expr: "topk(20, up)" }] });
    expect(
      applyNarrowing(state, "A", { id: "step", label: "", edit: { kind: "step", stepMs: 60_000 } }),
    ).toEqual({ ...state, step: 60_000 });
    const range = { from: "now-15m", to: "now" };
    expect(applyNarrowing(state, "A", { id: "range", label: "", edit: { kind: "range", range } })).toEqual({
      ...state,
      range,
    });
  });
});
