import { describe, expect, it } from "vitest";
import type { SourceView } from "../../../../contract/sources.ts";
import { defaultExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { planRequests } from "./planRequests.ts";

const prod: SourceView = {
  id: "prod",
  name: "Production",
  kind: "prometheus",
  url: "https://prometheus.example.org",
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "config",
  minStepMs: 15_000,
};

function plan(expr: string, change: Partial<ExploreState> = {}) {
  const start = defaultExplore("prod");
  const state = { ...start, queries: start.queries.map((row) => ({ ...row, expr })), ...change };
  const executed = { state, asOfMs: 1_700_000_000_000, startedAtMs: 0, plotPx: 1200 };
  return planRequests({ executed, tab: state, sources: [prod] });
}

describe("planRequests", () => {
  it("gives the same request for the same state, so that Back finds it in the cache", () => {
    expect(plan("up").requests.get("A")).toEqual(plan("up").requests.get("A"));
    expect(plan("up").requests.get("A")).toMatchObject({ kind: "range", expr: "up", sourceId: "prod" });
  });

  it("puts start, end and step on one grid", () => {
    const request = plan("up").requests.get("A");
    if (request?.kind !== "range") throw new Error("a range is asked");
    expect([request.startMs % request.stepMs, request.endMs % request.stepMs]).toEqual([0, 0]);
  });

  it.each([
    ["up[5m]", "instant"],
    ['"text"', "instant"],
    ["rate(up[5m])", "range"],
    ["this is no query", "range"],
  ])("asks %s as %s query on the chart", (expr, kind) => {
    expect(plan(expr).requests.get("A")?.kind).toBe(kind);
  });

  it("asks for one moment on an instant table and for the range on a range table", () => {
    expect(plan("up", { tab: "table" }).requests.get("A")?.kind).toBe("instant");
    expect(plan("up", { tab: "table", tableMode: "range" }).requests.get("A")?.kind).toBe("range");
  });

  it("sends nothing for a step that makes too many points, and says so at the row", () => {
    const { requests, problems } = plan("up", { step: 15_000, range: { from: "now-90d", to: "now" } });
    expect(requests.size).toBe(0);
    expect(problems.get("A")?.code).toBe("TOO_MANY_POINTS");
  });

  it("keeps a row whose source is gone, with the reason", () => {
    const start = defaultExplore("gone");
    const queries = start.queries.map((row) => ({ ...row, expr: "up" }));
    expect(plan("up", { queries }).problems.get("A")?.code).toBe("SOURCE_NOT_FOUND");
  });
});
