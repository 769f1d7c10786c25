import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignSeriesSlots, slotColor } from "./seriesColor.ts";
import { labelsKey, seriesKey } from "./seriesKey.ts";
import { legendNames, seriesName } from "./seriesName.ts";

const text = fc.oneof(fc.string(), fc.constantFrom('"', ",", "=", "}", "\\", "a", "b"));
const labels = fc.dictionary(text, text, { maxKeys: 4 });

const sorted = (set: Record<string, string>) =>
  JSON.stringify(Object.entries(set).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const keys = (count: number) =>
  Array.from({ length: count }, (_, index) => labelsKey({ pod: `pod-${index}` }));

describe("seriesKey", () => {
  it("does not depend on the order of labels", () => {
    expect(seriesKey("A", { job: "x", __name__: "up" })).toBe('A{__name__="up",job="x"}');
    expect(labelsKey({ b: "1", a: "2" })).toBe(labelsKey({ a: "2", b: "1" }));
  });

  it("tells any two different label sets apart", () => {
    fc.assert(
      fc.property(labels, labels, (a, b) => (labelsKey(a) === labelsKey(b)) === (sorted(a) === sorted(b))),
      { numRuns: 2000 },
    );
  });
});

describe("seriesName", () => {
  it.each([
    [{ __name__: "up", job: "x" }, 'up{job="x"}'],
    [{ __name__: "up" }, "up"],
    [{ __name__: "job:up:sum" }, "job:up:sum"],
    [{ job: "x" }, '{job="x"}'],
    [{}, "{}"],
    [{ __name__: "my.metric", job: "x" }, '{"my.metric",job="x"}'],
    [{ "k8s.pod": 'a"b\\c' }, '{"k8s.pod"="a\\"b\\\\c"}'],
  ])("prints %j as %s", (set, name) => expect(seriesName(set)).toBe(name));
});

describe("legendNames", () => {
  it("names series by the labels that vary and says the others once", () => {
    const all = [
      { job: "kubelet", cluster: "ord1", namespace: "api" },
      { job: "kubelet", cluster: "las1", namespace: "api" },
    ];
    expect(legendNames(all)).toEqual({
      common: [
        ["job", "kubelet"],
        ["namespace", "api"],
      ],
      varying: ["cluster"],
      names: ["ord1", "las1"],
    });
  });

  it("says which label a value is of when a series lacks one", () => {
    expect(legendNames([{ a: "x" }, { b: "x" }, {}]).names).toEqual(['{a="x"}', '{b="x"}', "{}"]);
  });

  it("names a single series in full", () => {
    expect(legendNames([{ __name__: "up", job: "x" }])).toEqual({
      common: [],
      varying: [],
      names: ['up{job="x"}'],
    });
    expect(legendNames([])).toEqual({ common: [], varying: [], names: [] });
  });

  it("never reads labels through the prototype", () => {
    expect(legendNames([{ constructor: "x" }, {}]).names).toEqual(['{constructor="x"}', "{}"]);
  });
});

describe("assignSeriesSlots", () => {
  it("gives up to 24 series of a set slots of their own, solid ones first", () => {
    for (const count of [1, 5, 12, 13, 24]) {
      const slots = assignSeriesSlots(keys(count));
      expect(new Set(slots).size).toBe(count);
      expect(slots.filter((slot) => slotColor(slot).isDashed).length).toBe(Math.max(0, count - 12));
    }
  });

  it("follows the series when their order changes", () => {
    const all = keys(20);
    const slots = assignSeriesSlots(all);
    expect(assignSeriesSlots(all.toReversed())).toEqual(slots.toReversed());
  });

  it("keeps most colours when one series of six goes", () => {
    const all = keys(6);
    const slots = assignSeriesSlots(all);
    const kept = assignSeriesSlots(all.slice(1)).filter((slot, index) => slot === slots[index + 1]);
    expect(kept.length).toBeGreaterThanOrEqual(3);
  });

  it("repeats the 24 slots evenly above 24 series", () => {
    const slots = assignSeriesSlots(keys(240));
    const counts = Map.groupBy(slots, (slot) => slot);
    expect([...counts.values()].every((same) => same.length === 10)).toBe(true);
  });
});
