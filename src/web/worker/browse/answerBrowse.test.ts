import { describe, expect, it } from "vitest";
import type { BrowseScope } from "../../../domain/browse/BrowseMessages.ts";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import { answerBrowse } from "./answerBrowse.ts";

const MINUTE = 60_000;
const scope: BrowseScope = {
  source: { id: "a", baseUrl: "/api/sources/a", kind: "prometheus" },
  range: { startMs: 10_500, endMs: 130_500 },
  match: "",
};
const loki: BrowseScope = { ...scope, source: { ...scope.source, kind: "loki" } };
const view = { typed: "", kind: "all", toggled: [], revealed: "" } as const;
const still = new AbortController().signal;

/** A source that answers each path with its list, and everything that was asked of it. */
function aSource(lists: Record<string, unknown>) {
  const asked: string[] = [];
  const clock = { nowMs: 1_000_000 };
  const answers = answerBrowse({
    nowMs: () => clock.nowMs,
    fetch: (input, init) => {
      init?.signal?.throwIfAborted();
      const url = new URL(input instanceof Request ? input.url : input, "http://x");
      const path = url.pathname.replace(/^.*?\/api\/v1\//, "");
      asked.push(
        `${path}?${decodeURIComponent(url.search.slice(1))}${init?.method === "POST" ? " POST" : ""}`,
      );
      const data = lists[path];
      if (data instanceof Response) return Promise.resolve(data);
      return Promise.resolve(new Response(JSON.stringify({ status: "success", data })));
    },
  });
  return { asked, answers, clock };
}
const NAMES = {
  "label/__name__/values": ["a_total", "b_seconds_bucket", "c"],
  metadata: { a_total: [{ type: "gauge", help: "A.", unit: "x" }] },
};

describe("answerBrowse", () => {
  it("asks names once, with the rounded range and no limit, and searches what it holds", async () => {
    const { asked, answers } = aSource(NAMES);
    const [one, two] = await Promise.all([
      answers.view({ ...scope, ...view }, still),
      answers.view({ ...scope, ...view, typed: "sec" }, still),
    ]);
    expect(asked).toEqual(["label/__name__/values?start=0&end=180"]);
    expect([one.total, one.hits, one.count, one.isCut]).toEqual([3, 3, 3, false]);
    expect([two.hits, two.best, two.bestRow]).toEqual([1, "b_seconds_bucket", 0]);
    expect(await answers.rows({ viewId: one.viewId, from: 2, to: 9 }, still)).toMatchObject([{ name: "c" }]);
    expect(await answers.rows({ viewId: 99, from: 0, to: 9 }, still)).toEqual([]);
  });

  it.each([
    ["4 s later", 4_000, 0, 1],
    ["as the clock went on", 2 * MINUTE, 2 * MINUTE, 1],
    ["after five minutes", 5 * MINUTE, 5 * MINUTE, 2],
    ["moved by hand", MINUTE, 0, 2],
  ])("H2 a range %s asks %# times", async (...[, movedMs, passedMs, times]) => {
    const { asked, answers, clock } = aSource(NAMES);
    await answers.view({ ...scope, ...view }, still);
    clock.nowMs += passedMs;
    const range = { startMs: scope.range.startMs + movedMs, endMs: scope.range.endMs + movedMs };
    await answers.view({ ...scope, ...view, range }, still);
    expect(asked).toHaveLength(times);
  });

  it("takes types from metadata once that is here, and does without where there is none", async () => {
    const { answers, asked } = aSource(NAMES);
    expect((await answers.view({ ...scope, ...view }, still)).kinds).toMatchObject({ counter: 1, gauge: 0 });
    expect(await answers.families({ source: scope.source }, still)).toBe(1);
    const typed = await answers.view({ ...scope, ...view, kind: "gauge" }, still);
    expect([typed.kinds.gauge, typed.hits]).toEqual([1, 1]);
    expect(await answers.words({ source: scope.source, name: "a_total" }, still)).toMatchObject({
      kind: "gauge",
      help: "A.",
      unit: "x",
    });
    expect(asked.filter((one) => one.startsWith("metadata"))).toHaveLength(1);
    const none = aSource({ ...NAMES, metadata: new Response("no", { status: 404 }) });
    expect(await none.answers.families({ source: scope.source }, still)).toBe(0);
    expect((await none.answers.words({ source: scope.source, name: "a_total" }, still)).kind).toBe("counter");
  });

  it("G1 lays nothing out for a question that was taken back while its names came", async () => {
    const { answers } = aSource(NAMES);
    const gone = new AbortController();
    const first = answers.view({ ...scope, ...view }, gone.signal);
    gone.abort();
    await expect(first).rejects.toMatchObject({ name: "AbortError" });
    expect(await answers.view({ ...scope, ...view }, still)).toMatchObject({ viewId: 1, total: 3 });
  });

  it("does not keep a failure", async () => {
    const lists: Record<string, unknown> = {
      ...NAMES,
      "label/__name__/values": new Response("{}", { status: 502 }),
    };
    const { answers } = aSource(lists);
    await expect(answers.view({ ...scope, ...view }, still)).rejects.toBeInstanceOf(ProblemError);
    lists["label/__name__/values"] = ["x"];
    expect((await answers.view({ ...scope, ...view }, still)).total).toBe(1);
  });

  it("bounds every list by match, range and limit (§4.11)", async () => {
    const { asked, answers } = aSource({
      series: [],
      labels: [],
      "label/a/values": [],
      "label/a.b%2F/values": [],
    });
    const within = { ...scope, match: 'up{a="b"}' };
    await answers.series(within, still);
    await answers.labels(within, still);
    await answers.values({ ...within, label: "a", typed: "" }, still);
    await answers.values({ ...scope, label: "a", typed: "x y" }, still);
    await answers.values({ ...scope, label: "a.b/", typed: "" }, still);
    expect(asked.map((one) => one.replace("start=0&end=180&", ""))).toEqual([
      'series?match[]=up{a="b"}&limit=10000',
      'labels?match[]=up{a="b"}&limit=5000',
      'label/a/values?match[]=up{a="b"}&limit=10000',
      'label/a/values?match[]={a=~"(?i).*x.*y.*"}&limit=10000',
      "label/a.b%2F/values?limit=10000",
    ]);
  });

  it("L4 looks for one series in exactly the range, and without a selector for any label", async () => {
    const { asked, answers } = aSource({ series: [{ a: "b" }], labels: [] });
    expect(await answers.has({ ...scope, match: 'up{a="b"}' }, still)).toBe(true);
    expect(await answers.has(scope, still)).toBe(false);
    expect(asked).toEqual([
      'series?start=10.5&end=130.5&match[]=up{a="b"}&limit=1',
      "labels?start=10.5&end=130.5&limit=1",
    ]);
  });

  it("L4 knows of a source that takes no limit that there is a series, without reading them all", async () => {
    const series = Array.from({ length: 20_000 }, (_, i) => ({ __name__: "up", instance: `host-${i}` }));
    const { answers } = aSource({ series });
    expect(await answers.has({ ...scope, match: "up" }, still)).toBe(true);
  });

  it("L4 finds the nearest name in the list it holds", async () => {
    const { asked, answers } = aSource(NAMES);
    await answers.count(scope, still);
    expect(await answers.nearest({ ...scope, name: "b_secnods_bucket" }, still)).toEqual({
      names: 3,
      near: "b_seconds_bucket",
    });
    expect(asked).toHaveLength(1);
  });

  it("H3 asks Loki in nanoseconds, by query, and bytes by label and by value", async () => {
    const result = [
      { metric: { app: "" }, value: [1, "1"] },
      { metric: { pod: "" }, value: [1, "3"] },
    ];
    const { asked, answers } = aSource({
      labels: ["app"],
      "index/volume": { result },
      series: [{ app: "x" }],
    });
    await answers.labels({ ...loki, match: '{a="b"}' }, still);
    expect(await answers.volumes({ ...loki, label: null }, still)).toEqual([
      { name: "pod", bytes: 3 },
      { name: "app", bytes: 1 },
    ]);
    await answers.volumes({ ...loki, match: '{a="b"}', label: "app" }, still);
    expect((await answers.series({ ...loki, match: '{a="b"}' }, still)).series).toBe(1);
    const range = "start=0000000&end=180000000000&";
    expect(asked.map((one) => one.replace(range, ""))).toEqual([
      'labels?query={a="b"}&limit=5000',
      "index/volume?query={}&limit=1000&aggregateBy=labels",
      'index/volume?query={a="b"}&limit=1000&targetLabels=app',
      'series?start=0000000&end=180000000000&match[]={a="b"}'.replace(range, ""),
    ]);
  });

  it("F42 cuts a list of a million values and says so", async () => {
    const values = Array.from({ length: 10_001 }, (_, i) => `v${i}`);
    const { answers } = aSource({ "label/a/values": values, series: values.map((a) => ({ a })) });
    const list = await answers.values({ ...scope, label: "a", typed: "" }, still);
    expect([list.names.length, list.isCut]).toEqual([10_000, true]);
    const facts = await answers.series({ ...scope, match: "up" }, still);
    expect([facts.series, facts.isCut, facts.labels[0]?.values, facts.labels[0]?.top.length]).toEqual([
      10_000,
      true,
      10_000,
      500,
    ]);
  });

  it("sends a long selector as a form where the source takes one", async () => {
    const { asked, answers } = aSource({ series: [] });
    await answers.series({ ...scope, match: `{a=~"${"x|".repeat(2_000)}"}` }, still);
    expect(asked).toEqual(["series? POST"]);
  });

  it("finds the best names for the palette, with their kind", async () => {
    const { answers } = aSource(NAMES);
    expect(await answers.find({ ...scope, typed: "c", limit: 5 }, still)).toMatchObject([
      { name: "c", kind: "other", ranges: [0, 1] },
      { name: "b_seconds_bucket", kind: "histogram" },
    ]);
    expect(await answers.related({ ...scope, name: "a_total" }, still)).toEqual([]);
  });

  describe("exemplars", () => {
    const range = { startMs: 10_500, endMs: 130_500 };
    const one = (timestamp: number, value: string) => ({ labels: { trace_id: "t" }, value, timestamp });
    const ask = { source: scope.source, range, stepMs: 10_000, query: "rate(a_total[5m])" };

    it("Q1 are asked for in exactly the range of the chart, and thinned to its steps", async () => {
      const exemplars = [one(11, "2.5"), one(12, "3"), one(40, "2")];
      const { answers, asked } = aSource({ query_exemplars: [{ seriesLabels: { a: "b" }, exemplars }] });
      const answer = await answers.exemplars(ask, still);
      expect(asked).toEqual(["query_exemplars?start=10.5&end=130.5&query=rate(a_total[5m])"]);
      expect(answer.exemplars.map(({ value }) => value)).toEqual([3, 2]);
      expect([answer.total, answer.isCut]).toEqual([3, false]);
    });

    it("Q1 of a long query are asked for by a form", async () => {
      const { answers, asked } = aSource({ query_exemplars: [] });
      await answers.exemplars({ ...ask, query: `sum(${"a_total + ".repeat(300)}a_total)` }, still);
      expect(asked).toEqual(["query_exemplars? POST"]);
    });

    it("Q1 end with whoever waits for them", async () => {
      const { answers } = aSource({});
      await expect(answers.exemplars(ask, AbortSignal.abort("gone"))).rejects.toBe("gone");
    });
  });
});
