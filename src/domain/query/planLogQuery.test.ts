import { describe, expect, it } from "vitest";
import { defaultLogView } from "../link/logViewLink.ts";
import { planLogQuery } from "./planLogQuery.ts";

const range = { startMs: 1_000_000, endMs: 4_600_000 };
const plan = (view: Partial<typeof defaultLogView>) =>
  planLogQuery({
    row: { sourceId: "loki", expr: "{app=~`$__interval`}" },
    range,
    view: { ...defaultLogView, ...view },
    plotPx: 1000,
    minStepMs: 15_000,
  });

describe("planLogQuery", () => {
  it("asks for the newest lines of the range, its variables replaced", () => {
    expect(plan({})).toEqual({
      kind: "logs",
      sourceId: "loki",
      expr: "{app=~`15s`}",
      startNs: "1000000000000",
      endNs: "4600000000000",
      limit: 1000,
      direction: "backward",
    });
    expect(plan({ isOldestFirst: true, limit: 50 })).toMatchObject({ direction: "forward", limit: 50 });
  });

  it.each([
    { view: { at: "2000000000001" }, atNs: "2000000000001" },
    { view: { at: "4600000000000" }, atNs: undefined },
    { view: { at: "999999999999" }, atNs: undefined },
    { view: { at: "2000000000001", isLive: true }, atNs: undefined },
  ])("$view begins at $atNs", ({ view, atNs }) => {
    expect(plan(view).atNs).toBe(atNs);
  });
});
