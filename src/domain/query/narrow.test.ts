import { describe, expect, it } from "vitest";
import { type NarrowRequest, narrowings } from "./narrow.ts";

const END = Date.UTC(2026, 0, 2);
const request: NarrowRequest = {
  expr: "rate(http_requests_total[$__rate_interval])",
  stepMs: 15_000,
  range: { from: "now-24h", to: "now" },
  resolved: { startMs: END - 86_400_000, endMs: END },
};

describe("F29 narrowings", () => {
  it("offers bigger step, topk, shorter range and sum", () => {
    expect(narrowings(request)).toEqual([
      { id: "step", label: "Step of 1 min", edit: { kind: "step", stepMs: 60_000 } },
      {
        id: "topk",
        label: "Largest 20 series",
        edit: { kind: "expr", text: "topk(20, rate(http_requests_total[$__rate_interval]))" },
      },
      { id: "range", label: "Last 6h", edit: { kind: "range", range: { from: "now-6h", to: "now" } } },
      {
        id: "sum",
        label: "Sum of all",
        edit: { kind: "expr", text: "sum(rate(http_requests_total[$__rate_interval]))" },
      },
    ]);
  });

  it("sums by the label that makes the most useful groups", () => {
    const series = [1, 2, 3].map((index) => ({ job: `j${index}`, "k8s.pod": `p${index}`, zone: "a" }));
    const sum = narrowings({ ...request, series }).find(({ id }) => id === "sum");
    expect(sum?.label).toBe("Sum by job");
    const withoutJob = series.map((labels) => ({ "k8s.pod": labels["k8s.pod"], zone: "a" }));
    expect(narrowings({ ...request, series: withoutJob }).at(-1)?.edit).toMatchObject({
      text: 'sum by ("k8s.pod") (rate(http_requests_total[$__rate_interval]))',
    });
  });

  it("keeps an absolute range absolute", () => {
    const absolute = { from: String(END - 86_400_000), to: String(END) };
    expect(narrowings({ ...request, range: absolute }).find(({ id }) => id === "range")?.edit).toEqual({
      kind: "range",
      range: { from: String(END - 21_600_000), to: String(END) },
    });
  });

  it("does not let a comment swallow the closing parenthesis", () => {
    expect(narrowings({ ...request, expr: "up # all" }).find(({ id }) => id === "topk")?.edit).toEqual({
      kind: "expr",
      text: "topk(20, \nup # all\n)",
    });
  });

  it.each<[string, Partial<NarrowRequest>, readonly string[]]>([
    ["an instant query has no step", { stepMs: null }, ["topk", "range", "sum"]],
    ["topk is not put on topk", { expr: "topk(50, up)" }, ["step", "range", "sum"]],
    ["sum is not put on sum", { expr: "(sum by (pod) (up))" }, ["step", "topk", "range"]],
    ["a range selector cannot be wrapped", { expr: "up[5m]" }, ["step", "range"]],
    ["text that does not parse is left alone", { expr: "sum(" }, ["step", "range"]],
    ["a short range stays", { resolved: { startMs: END - 600_000, endMs: END } }, ["step", "topk", "sum"]],
    ["a step is never longer than the range", { stepMs: 43_200_000 }, ["topk", "range", "sum"]],
  ])("%s", (_title, more, ids) => {
    expect(narrowings({ ...request, ...more }).map(({ id }) => id)).toEqual(ids);
  });
});
