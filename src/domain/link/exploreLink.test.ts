import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochText } from "../time/parseTime.ts";
import { quickRanges } from "../time/quickRanges.ts";
import { letters, type ExploreState } from "./ExploreState.ts";
import { decodeExplore, defaultExplore, encodeExplore } from "./exploreLink.ts";

const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "a|b~c", "="));
const filled = text.filter((value) => value !== "");
const absolute = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1e12 }))
  .map(([startMs, widthMs]) => ({ from: epochText(startMs), to: epochText(startMs + widthMs) }));
const quick = fc.constantFrom(...quickRanges().map((entry) => entry.range), {
  from: "now-6h/h",
  to: "now-5m",
});
const rows = fc
  .uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: 10 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((letter) =>
        fc.record({ letter: fc.constant(letter), sourceId: text, expr: text, isHidden: fc.boolean() }),
      ),
    ),
  );

const state: fc.Arbitrary<ExploreState> = fc.record({
  queries: rows,
  range: fc.oneof(absolute, quick),
  zone: fc.constantFrom("utc", "browser", "Europe/Paris", "America/Argentina/Buenos_Aires"),
  step: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 1e10 })),
  refreshMs: fc.constantFrom(0, 5000, 10_000, 300_000),
  tab: fc.constantFrom("chart", "table", "logs", "response"),
  draw: fc.constantFrom("lines", "area", "stacked", "bars", "points", "heatmap"),
  layout: fc.constantFrom("one", "side"),
  isLog: fc.boolean(),
  isFromZero: fc.boolean(),
  unit: text,
  tableMode: fc.constantFrom("instant", "range"),
  histogramView: fc.constantFrom("heatmap", "quantiles", "totals"),
  legendSort: fc.record({
    column: fc.constantFrom("name", "min", "avg", "max", "last"),
    isDescending: fc.boolean(),
  }),
  isolated: fc.array(filled),
  hiddenSeries: fc.array(filled),
  tableSort: fc.record({ column: text, isDescending: fc.boolean() }),
  tableFilter: text,
  showsAllSeries: fc.boolean(),
  isBeside: fc.boolean(),
  showsExemplars: fc.boolean(),
  editing: fc.option(
    fc.record({ id: fc.stringMatching(/^[A-Za-z0-9_-]{8,20}$/), rev: fc.integer({ min: 0, max: 99_999 }) }),
  ),
  logs: fc.record({
    isOldestFirst: fc.boolean(),
    isWrapped: fc.boolean(),
    time: fc.constantFrom("off" as const, "ms" as const, "ns" as const),
    dedup: fc.constantFrom("none" as const, "exact" as const, "numbers" as const, "signature" as const),
    columns: fc.uniqueArray(fc.string({ minLength: 1 })),
    limit: fc.integer({ min: 1, max: 5000 }),
    find: fc.string(),
    line: fc.string(),
    at: fc.constantFrom("", "1748304000123456789"),
    pane: fc.constantFrom("list" as const, "patterns" as const),
    isLive: fc.boolean(),
  }),
});

function expectRoundTrip(value: ExploreState) {
  expect(decodeExplore(encodeExplore(value))).toEqual(value);
}

describe("exploreLink", () => {
  it("gives back every state it encodes", () => {
    fc.assert(fc.property(state, expectRoundTrip), { numRuns: 200 });
  });

  it("survives a URL's own encoding", () => {
    const wellFormed = state.filter((value) => JSON.stringify(value).isWellFormed());
    fc.assert(
      fc.property(wellFormed, (value) => {
        const query = Object.entries(encodeExplore(value))
          .map(([name, part]) => `${name}=${encodeURIComponent(part.toWellFormed())}`)
          .join("&");
        const entries = query.split("&").map((pair) => pair.split("=", 2) as [string, string]);
        const record = Object.fromEntries(entries.map(([name, part]) => [name, decodeURIComponent(part)]));
        return key(encodeExplore(decodeExplore(record))) === key(encodeExplore(value));
      }),
      { numRuns: 100 },
    );
  });

  it.each<[Record<string, string>, ExploreState["editing"]]>([
    [
      { panel: "p1234567", rev: "4" },
      { id: "p1234567", rev: 4 },
    ],
    [{ panel: "p1234567" }, { id: "p1234567", rev: 0 }],
    [
      { panel: "p1234567", rev: "1.5" },
      { id: "p1234567", rev: 0 },
    ],
    [{ panel: "../etc/passwd", rev: "1" }, null],
    [{ rev: "3" }, null],
  ])("reads the panel that is edited from %j", (record, editing) => {
    expect(decodeExplore(record).editing).toEqual(editing);
  });

  it("leaves defaults out", () => {
    expect(encodeExplore(defaultExplore(""))).toEqual({});
    expect(encodeExplore(defaultExplore("prod"))).toEqual({ "a.src": "prod" });
  });

  it("reads like what it says", () => {
    const value: ExploreState = {
      ...defaultExplore("prod"),
      queries: [
        { letter: "A", sourceId: "prod", expr: "up", isHidden: false },
        { letter: "B", sourceId: "prod", expr: "rate(x[5m])", isHidden: true },
        { letter: "C", sourceId: "stage", expr: "up", isHidden: false },
      ],
      range: { from: "1729382400000", to: "1729641600000" },
      step: 300_000,
      draw: "stacked",
    };
    expect(encodeExplore(value)).toEqual({
      "a.src": "prod",
      "a.q": "up",
      "b.q": "rate(x[5m])",
      "b.off": "1",
      "c.src": "stage",
      "c.q": "up",
      from: "1729382400000",
      to: "1729641600000",
      step: "5m",
      draw: "stacked",
    });
  });

  it("turns hand-written ISO times and pasted seconds into instants", () => {
    const { range } = decodeExplore({ from: "2024-10-20T00:00:00Z", to: "1729641600" });
    expect(range).toEqual({ from: "1729382400000", to: "1729641600000" });
  });

  it.each([
    { from: "now", to: "now-1h" },
    { from: "2024-10-23", to: "2024-10-20" },
    { from: "tomorrow" },
    { step: "-5m" },
    { step: "0" },
    { refresh: "1ms" },
    { tz: "Mars/Olympus" },
    { sort: "size.desc" },
    { tab: "__proto__" },
    { "z.q": "up" },
  ])("reads the bad link %j as the default", (record) => {
    expect(decodeExplore(record)).toEqual(defaultExplore(""));
  });

  it("never throws, and decodes to a state that is stable under another round", () => {
    const keys = fc.constantFrom(
      ...Object.keys(encodeExplore(defaultExplore("x"))),
      "a.q",
      "b.q",
      "j.off",
      "rows",
      "from",
      "to",
      "tz",
      "step",
      "refresh",
      "tab",
      "draw",
      "sort",
      "tsort",
      "only",
      "hide",
      "__proto__",
      "constructor",
    );
    const values = fc.oneof(
      text,
      fc.constantFrom(
        "now",
        "now-1h",
        "now/d",
        "1",
        "BA",
        "max.desc",
        ".asc",
        "|",
        "~1",
        "5m",
        "9".repeat(400),
      ),
    );
    const record = fc.dictionary(keys, values);
    fc.assert(
      fc.property(record, (fields) => expectRoundTrip(decodeExplore(fields))),
      { numRuns: Number(globalThis.process?.env["FUZZ_RUNS"] ?? 1500) },
    );
  });
});

function key(record: Record<string, string>): string {
  return JSON.stringify(Object.entries(record).map(([name, value]) => [name, value.toWellFormed()]));
}
