import { describe, expect, it } from "vitest";
import { selectorOf } from "../../../../domain/browse/selectorOf.ts";
import { NO_SELECTION, type SelectionAction, selectionReducer } from "./selectionState.ts";

const after = (...actions: readonly SelectionAction[]) => {
  const { selection, listPicks } = actions.reduce(selectionReducer, NO_SELECTION);
  return [selectorOf(selection), selectorOf({ metric: "", picks: listPicks })];
};
const metric = (name: string) => ({ type: "metric", name }) as const;
const value = (label: string, one: string) => ({ type: "value", label, value: one }) as const;

describe("selectionReducer", () => {
  it("H1 labels chosen first narrow the metrics, and stay when one is chosen", () => {
    expect(after(value("job", "a"))).toEqual(['{job="a"}', '{job="a"}']);
    expect(after(value("job", "a"), metric("up"))).toEqual(['up{job="a"}', '{job="a"}']);
  });

  it("H1 a value of a metric's own narrows it, not the list, and goes with it", () => {
    expect(after(metric("up"), value("job", "a"))).toEqual(['up{job="a"}', ""]);
    expect(after(metric("up"), value("job", "a"), metric("other"))).toEqual(["other", ""]);
  });

  it("H1 without its metric, what was chosen narrows the list", () => {
    expect(after(metric("up"), value("job", "a"), metric(""))).toEqual(['{job="a"}', '{job="a"}']);
  });

  it("clears one label, or everything", () => {
    const chosen = [value("a", "1"), value("b", "2"), { type: "mode", label: "b", mode: "none" }] as const;
    expect(after(...chosen, { type: "clearLabel", label: "a" })[0]).toBe('{b!="2"}');
    expect(after(...chosen, { type: "clear" })).toEqual(["", ""]);
    expect(after({ type: "set", selection: { metric: "x", picks: [] } })).toEqual(["x", ""]);
  });
});
