// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildNameIndex } from "../../../../domain/browse/nameIndex.ts";
import { decodeExplore, defaultExplore } from "../../../../domain/link/exploreLink.ts";
import { appLocation } from "../../../lib/location.ts";
import { recordOf } from "../../../lib/useLinkState.ts";
import { aSource, explorePart } from "../palette.test-util.ts";
import { actionItems } from "./actionItems.ts";
import { historyItems } from "./historyItems.ts";
import { labelRows, metricItem, metricRows } from "./nameItems.ts";
import { rangeItems } from "./rangeItems.ts";
import { recentItems } from "./recentItems.ts";
import { sourceItems } from "./sourceItems.ts";

const ask = vi.hoisted(() => vi.fn());
vi.mock("../../../lib/browse/askBrowser.ts", () => ({ askBrowser: ask }));

const NOW = Date.UTC(2024, 9, 22, 15, 30);
const shown = () => decodeExplore(recordOf(appLocation.get().search));
const prod = aSource("prod", "Production");
const logs = aSource("logs", "Logs", "loki");

beforeEach(() => appLocation.go("/sources"));
afterEach(() => ask.mockReset());

describe("sourceItems", () => {
  it("leaves out the source in use, and switches all rows of a page that asks one", () => {
    const explore = explorePart({ exprs: ["up", "down"] });
    const [item, ...others] = sourceItems([prod, logs], explore);
    expect(others).toEqual([]);
    item?.run();
    expect(shown().queries.map(({ sourceId, expr }) => `${sourceId} ${expr}`)).toEqual([
      "logs up",
      "logs down",
    ]);
  });

  it("moves only the focused row where the rows ask different sources", () => {
    const explore = explorePart({ exprs: ["up", "down"] });
    const [first, second] = explore.state.queries;
    if (!first || !second) throw new Error("two rows");
    const state = { ...explore.state, queries: [first, { ...second, sourceId: "eu" }] };
    sourceItems([prod, logs], { ...explore, state })[0]?.run();
    expect(shown().queries.map(({ sourceId }) => sourceId)).toEqual(["logs", "eu"]);
  });

  it("opens a source from another page with its own first query", () => {
    sourceItems([{ ...prod, firstQuery: "max(up)" }], null)[0]?.run();
    expect(shown().queries).toMatchObject([{ sourceId: "prod", expr: "max(up)" }]);
  });
});

describe("rangeItems", () => {
  const { state } = explorePart({ exprs: ["up"] });
  const onChoose = vi.fn();
  const context = { nowMs: NOW, zone: "UTC", current: state.range, onChoose };
  const first = (typed: string) => {
    const [item] = rangeItems(typed, context);
    return item?.isExact ? item.text : null;
  };

  it.each([
    ["6h", "Last 6 hours"],
    ["90m", "Last 90 minutes"],
    ["last 45m", "Last 45 minutes"],
    ["now-2d/d", "now-2d/d – now-2d/d"],
    ["2024-10-20 to 2024-10-23", "20 Oct 00:00 – 23 Oct 00:00"],
    ["2024-10-20", "20 Oct 00:00 – 21 Oct 00:00"],
    ["up", null],
    ["node_load1", null],
    ["http 500", null],
    ["404", null],
    ["1729600200", "22 Oct 12:00 – 13:00"],
  ])("I1 reads %j as %j", (typed, label) => {
    expect(first(typed)).toBe(label);
  });

  it("offers every quick range, marks the one in use, and asks it again", () => {
    const items = rangeItems("", context);
    expect(items).toHaveLength(16);
    const current = items.find((item) => item.note === "current");
    expect(current?.text).toBe("Last 1 hour");
    current?.run();
    expect(onChoose).toHaveBeenLastCalledWith(state.range);
    items[0]?.run();
    expect(onChoose).toHaveBeenLastCalledWith({ from: "now-5m", to: "now" });
  });
});

describe("nameItems", () => {
  const context = (text: string, isAtCursor = true) => ({
    source: { id: "prod", baseUrl: "/api/sources/prod", kind: "prometheus" as const },
    explore: explorePart({ exprs: [text], isAtCursor }),
    state: defaultExplore("prod"),
  });

  it("inserts into a query it was opened from, and asks the metric's usual query else", async () => {
    ask.mockResolvedValue({
      kind: "counter",
      families: [["a_total", { type: "counter", help: "", unit: "" }]],
    });
    const within = context("sum()");
    const item = metricItem("a_total", "counter", within);
    item.run();
    expect(within.explore.onInsert).toHaveBeenCalledWith("a_total");
    item.other?.run();
    await vi.waitFor(() =>
      expect(within.explore.onUseQuery).toHaveBeenCalledWith("sum(rate(a_total[$__rate_interval]))"),
    );
    for (const beside of [context("", true), context("sum()", false)]) {
      metricItem("a_total", "counter", beside).run();
      // One after the other, each its own spy.
      // oxlint-disable-next-line no-await-in-loop
      await vi.waitFor(() => expect(beside.explore.onUseQuery).toHaveBeenCalled());
    }
  });

  it("does without metadata, and quotes a name that is no word", async () => {
    ask.mockRejectedValue(new Error("no metadata"));
    const beside = context("");
    metricItem("http.requests", "metric", beside).run();
    await vi.waitFor(() => expect(beside.explore.onUseQuery).toHaveBeenCalledWith('avg({"http.requests"})'));
  });

  it("opens Explore from another page", async () => {
    ask.mockResolvedValue({ families: [] });
    metricItem("a_total", "counter", { ...context(""), explore: null }).run();
    await vi.waitFor(() => expect(shown().queries[0]?.expr).toBe("sum(rate(a_total[$__rate_interval]))"));
  });

  it("shows of an older answer only what fits the newer text, ranked and marked", () => {
    const found = ["node_cpu", "cpu", "node_load1"].map((name) => ({
      name,
      ranges: [],
      kind: "other" as const,
    }));
    const rows = metricRows(found, "cpu", context(""));
    expect(rows.map(({ item, rank, ranges }) => [item.text, rank, ranges])).toEqual([
      ["node_cpu", 2, [5, 8]],
      ["cpu", 0, [0, 3]],
    ]);
  });

  it("finds labels where there is a query to put them, and asks one of logs", () => {
    const index = buildNameIndex(["cluster", "job", "pod.name"]);
    const metrics = context("sum()");
    labelRows(index, "pod", metrics)[0]?.item.run();
    expect(metrics.explore.onInsert).toHaveBeenCalledWith('"pod.name"');
    expect(labelRows(index, "pod", { ...metrics, explore: null })).toEqual([]);
    const source = { ...metrics.source, kind: "loki" as const };
    const empty = context("");
    labelRows(index, "clu", { ...empty, source })[0]?.item.run();
    expect(empty.explore.onUseQuery).toHaveBeenCalledWith('{cluster=~".+"}');
  });
});

describe("historyItems", () => {
  const entry = (expr: string, sourceId = "prod", isStarred = false) => ({
    expr,
    sourceId,
    isStarred,
    lastRunMs: 0,
  });

  it("lists starred queries first, on one line, without sources that are gone", () => {
    const explore = explorePart({ exprs: [""] });
    const items = historyItems([entry("a\n + b"), entry("x", "gone"), entry("s", "logs", true)], {
      sources: [prod, logs],
      explore,
      state: explore.state,
    });
    expect(items.map(({ text, note }) => `${text} (${note})`)).toEqual(["s (Logs)", "a + b (Production)"]);
    items[1]?.run();
    expect(explore.onUseQuery).toHaveBeenCalledWith("a\n + b");
    items[0]?.run();
    expect(shown().queries).toMatchObject([{ sourceId: "logs", expr: "s" }]);
  });
});

describe("actionItems", () => {
  const run = vi.fn();
  const shortcuts = [
    { keys: ["$mod+k"], label: "Palette", group: "Anywhere", run },
    { keys: ["[Shift]+?"], label: "This list", group: "Anywhere", run },
    { keys: ["Escape"], label: "Cancel the run", group: "Explore", run },
    { keys: ["g t"], label: "Table", group: "Explore", run },
    { keys: ["Enter"], label: "Run", group: "Editor" },
    { keys: ["t z"], label: "Zoom out", group: "Time", run },
  ];

  it("offers what the registry runs, the query's own actions, themes and pages", () => {
    const explore = explorePart({ exprs: ["sum  (up)"] });
    const items = actionItems({ shortcuts, explore, canAddSource: true, isViewer: false });
    expect(items.map(({ text }) => text)).toEqual([
      "Run",
      "Format",
      "Table",
      "Shortcuts",
      "Zoom out",
      "Theme: light",
      "Theme: dark",
      "Theme: as the system",
      "Add source",
      "Boards",
      "Sources",
    ]);
    items.find(({ text }) => text === "Table")?.run();
    expect(run).toHaveBeenCalledOnce();
    items[0]?.run();
    expect(explore.onUseQuery).toHaveBeenCalledWith("sum  (up)");
  });

  it.each([
    ["prometheus", "sum  (up)", "sum(up)"],
    ["loki", '{a="b"}|= "x"', '{a="b"} |= "x"'],
  ] as const)("formats a query of %s", async (kind, text, formatted) => {
    const explore = { ...explorePart({ exprs: [text] }), source: aSource("prod", "Production", kind) };
    const items = actionItems({ shortcuts: [], explore, canAddSource: false, isViewer: false });
    items.find((item) => item.text === "Format")?.run();
    // The formatter is fetched when it is needed.
    const options = { timeout: 20_000 };
    await vi.waitFor(() => expect(explore.onEditText).toHaveBeenCalledWith(formatted), options);
  });

  it("offers nothing of a query on other pages", () => {
    const texts = actionItems({ shortcuts: [], explore: null, canAddSource: false, isViewer: false }).map(
      ({ text }) => text,
    );
    expect(texts).toContain("Explore");
    expect(texts).not.toContain("Run");
    expect(texts).not.toContain("Add source");
    const context = { shortcuts: [], explore: null, canAddSource: false, isViewer: true };
    expect(actionItems(context).map(({ text }) => text)).not.toEqual(
      expect.arrayContaining(["Explore", "Sources"]),
    );
  });
});

describe("recentItems", () => {
  it("makes again what is in no list, of this source only", () => {
    const explore = explorePart({ exprs: ["up"] });
    const source = { id: "prod", baseUrl: "/api/sources/prod", kind: "prometheus" as const };
    const ids = [
      "metric:prod:a:b",
      "metric:eu:c",
      "label:prod:job",
      "range:now-90m to now",
      "range:x to y",
      "do:Run",
    ];
    const ranges = { nowMs: NOW, zone: "UTC", current: explore.state.range, onChoose: vi.fn() };
    const items = recentItems(ids, { names: { source, explore, state: explore.state }, ranges });
    expect(items.map(({ text }) => text)).toEqual(["a:b", "job", "Last 90 minutes"]);
    expect(recentItems(ids, { names: null, ranges }).map(({ text }) => text)).toEqual(["Last 90 minutes"]);
  });
});
