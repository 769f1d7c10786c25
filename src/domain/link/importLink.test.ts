import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeExplore, encodeExplore } from "./exploreLink.ts";
import { importLink } from "./importLink.ts";

const context = {
  sources: [
    { id: "prod", name: "Production metrics" },
    { id: "coreweave-global", name: "CoreWeave Global" },
  ],
  fallbackSourceId: "prod",
};
const read = (query: string) =>
  Object.fromEntries(
    query.split("&").map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return [name, decodeURIComponent(value.replaceAll("+", " "))];
    }),
  );
const open = (query: string) => importLink(read(query), context);
const brief = (query: string) => {
  const imported = open(query);
  if (!imported) return null;
  const { queries, range, step, tab, draw, layout } = imported.state;
  return { exprs: queries.map((row) => row.expr), range, step, tab, draw, layout, notes: imported.notes };
};

describe("links of Prometheus", () => {
  it("imports a graph of Prometheus 2 with end, range, step and stacking", () => {
    const link =
      "g0.expr=rate(http_requests_total%5B5m%5D)&g0.tab=0&g0.stacked=1&g0.show_exemplars=0&g0.range_input=6h&g0.end_input=2024-10-20%2000%3A00%3A00&g0.moment_input=2024-10-20%2000%3A00%3A00&g0.step_input=60";
    expect(brief(link)).toEqual({
      exprs: ["rate(http_requests_total[5m])"],
      range: { from: "1729360800000", to: "1729382400000" },
      step: 60_000,
      tab: "chart",
      draw: "stacked",
      layout: "one",
      notes: [],
    });
  });

  it("imports panels of Prometheus 3, each on a chart of its own", () => {
    const link =
      "g0.expr=up&g0.show_tree=0&g0.tab=graph&g0.range_input=1h&g0.res_type=auto&g0.res_density=medium&g0.display_mode=heatmap&g0.show_exemplars=0&g1.expr=down&g1.tab=table&g1.range_input=2h";
    expect(brief(link)).toEqual({
      exprs: ["up", "down"],
      range: { from: "now-1h", to: "now" },
      step: "auto",
      tab: "chart",
      draw: "heatmap",
      layout: "side",
      notes: ["The link's panels had different time ranges; the first one's is used for all."],
    });
  });

  it("evaluates an imported table at its moment, and takes a custom resolution", () => {
    const link =
      "g0.expr=up&g0.tab=table&g0.moment_input=2024-10-20+00:00:00&g0.res_type=custom&g0.res_step=30";
    expect(brief(link)).toMatchObject({
      tab: "table",
      step: 30_000,
      range: { from: "1729378800000", to: "1729382400000" },
    });
  });

  it.each([
    ["last_30_minutes", { from: "now-30m", to: "now" }],
    ["last_1_hour", { from: "now-1h", to: "now" }],
    ["last_7_days", { from: "now-7d", to: "now" }],
    ["yesterday", { from: "now-1d/d", to: "now-1d/d" }],
    ["today", { from: "now/d", to: "now" }],
    ["none", { from: "1729378800000", to: "1729382400000" }],
    ["__proto__", { from: "1729378800000", to: "1729382400000" }],
  ])("imports vmui's relative time %s", (relative, range) => {
    const link = `g0.expr=up&g0.tab=0&g0.range_input=1h&g0.end_input=2024-10-20T00%3A00%3A00&g0.relative_time=${relative}&g0.step_input=15s&g1.expr=x`;
    expect(brief(link)).toMatchObject({ range, step: 15_000, layout: "one", exprs: ["up", "x"] });
  });

  it("keeps the query and says so when the range cannot be read", () => {
    expect(brief("g0.expr=up&g0.range_input=soon")).toMatchObject({
      exprs: ["up"],
      range: { from: "now-1h", to: "now" },
      notes: ["The link's time range cannot be read; the last hour is shown."],
    });
  });

  it("shows the first ten of more queries, in their order", () => {
    const link = Array.from({ length: 12 }, (_, index) => `g${index}.expr=q${index}`).join("&");
    const imported = open(link);
    expect(imported?.state.queries.map((row) => row.letter + row.expr).join()).toBe(
      "Aq0,Bq1,Cq2,Dq3,Eq4,Fq5,Gq6,Hq7,Iq8,Jq9",
    );
    expect(imported?.notes).toEqual(["The link has 12 queries; the first 10 are shown."]);
  });
});

const grafana = (panes: unknown) =>
  `schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;

describe("links of Grafana Explore", () => {
  it("imports panes with their range, keeping interval variables as typed", () => {
    const link = grafana({
      abc: {
        datasource: "coreweave-global",
        queries: [
          {
            refId: "A",
            expr: "rate(x[$__rate_interval])",
            datasource: { type: "prometheus", uid: "coreweave-global" },
          },
          { refId: "B", expr: "sum_over_time(y[$__range])", hide: true },
          { refId: "C" },
        ],
        range: { from: "now-6h", to: "now" },
      },
    });
    expect(open(link)?.state).toMatchObject({
      queries: [
        { letter: "A", sourceId: "coreweave-global", expr: "rate(x[$__rate_interval])", isHidden: false },
        { letter: "B", sourceId: "coreweave-global", expr: "sum_over_time(y[$__range])", isHidden: true },
      ],
      range: { from: "now-6h", to: "now" },
      layout: "one",
    });
    expect(open(link)?.notes).toEqual([]);
  });

  it("finds a source by its name and keeps the text of a query whose source is not here", () => {
    const paneOf = (datasource: string) =>
      grafana({
        a: { datasource, queries: [{ expr: "up" }], range: { from: "1729382400000", to: "1729641600000" } },
      });
    expect(open(paneOf("Production Metrics"))?.state.queries[0]?.sourceId).toBe("prod");
    const missing = open(paneOf("P4169E866C3094E38"));
    expect(missing?.state.queries[0]).toMatchObject({ sourceId: "prod", expr: "up" });
    expect(missing?.notes).toEqual([
      'The link\'s source "P4169E866C3094E38" is not here; its queries are kept on another source.',
    ]);
  });

  it("imports the older forms of left", () => {
    const array = `left=${encodeURIComponent('["now-1h","now","prod",{"expr":"up"},{"ui":[true,true,true,"none"]}]')}`;
    const object = `left=${encodeURIComponent('{"datasource":"prod","queries":[{"expr":"up"}],"range":{"from":"now-1h","to":"now"}}')}`;
    for (const link of [array, object]) {
      expect(open(link)?.state).toMatchObject({
        queries: [{ letter: "A", sourceId: "prod", expr: "up" }],
        range: { from: "now-1h", to: "now" },
      });
    }
  });

  it("puts the queries of a split view side by side", () => {
    const pane = (expr: string, from: string) => ({
      datasource: "prod",
      queries: [{ expr }],
      range: { from, to: "now" },
    });
    expect(brief(grafana({ a: pane("up", "now-1h"), b: pane("down", "now-2h") }))).toMatchObject({
      exprs: ["up", "down"],
      layout: "side",
      range: { from: "now-1h", to: "now" },
      notes: ["The link has two panes; both use the first one's time range."],
    });
  });

  it("opens instant queries as a table and heatmaps as such", () => {
    const one = (query: object) =>
      grafana({ a: { datasource: "prod", queries: [{ expr: "up", ...query }] } });
    expect(brief(one({ instant: true, range: false }))).toMatchObject({ tab: "table" });
    expect(brief(one({ format: "heatmap" }))).toMatchObject({ draw: "heatmap", tab: "chart" });
  });
});

describe("importLink", () => {
  it("leaves our own and unknown links alone", () => {
    for (const link of [
      "a.q=up&from=now-1h",
      "",
      "panes=oops",
      "panes=[]",
      "left=1",
      "g0.exp=up",
      "panes={}",
    ]) {
      expect(open(link)).toBeNull();
    }
  });

  it("never throws, and gives a state that our own link carries", () => {
    const keys = fc.constantFrom(
      "g0.expr",
      "g7.expr",
      "g0.tab",
      "g0.range_input",
      "g0.end_input",
      "g0.moment_input",
      "g0.step_input",
      "g0.res_type",
      "g0.res_step",
      "g0.relative_time",
      "panes",
      "left",
      "right",
    );
    const values = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(
        "1h",
        "-1h",
        "0",
        "table",
        "custom",
        "2024-10-20",
        "1970-01-01",
        "last_9999_years",
        "NaN",
      ),
      fc
        .json()
        .map(
          (json) =>
            `{"a":{"queries":[{"expr":"x","datasource":${json}}],"range":{"from":${json},"to":"now"}}}`,
        ),
    );
    fc.assert(
      fc.property(fc.dictionary(keys, values), (record) => {
        const imported = importLink(record, context);
        if (imported) expect(decodeExplore(encodeExplore(imported.state))).toEqual(imported.state);
      }),
      { numRuns: 800 },
    );
  });
});
