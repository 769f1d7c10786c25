import { describe, expect, it } from "vitest";
import { ArrayStore, testSeries } from "../../testing/engine/ArrayStore.ts";
import { EngineError } from "../EngineError.ts";
import { finish } from "../work/Work.ts";
import { formatLabels } from "./evaluate/formatLabels.ts";
import { evaluateQuery, type QueryData, type QueryRequest, type QueryResult } from "./evaluateQuery.ts";

const MINUTE = 60_000;

/** Samples every minute from 0. */
function everyMinute(labels: Readonly<Record<string, string>>, values: readonly (number | "stale" | null)[]) {
  const samples = values.flatMap((value, i) => (value === null ? [] : [[i * MINUTE, value] as const]));
  return testSeries(labels, samples);
}

const store = new ArrayStore([
  everyMinute({ __name__: "http_total", job: "a", code: "200" }, [0, 60, 120, 180, 240, 300]),
  everyMinute({ __name__: "http_total", job: "a", code: "500" }, [0, 6, 12, 18, 24, 30]),
  everyMinute({ __name__: "http_total", job: "b", code: "200" }, [0, 120, 240, 360, 480, 600]),
  everyMinute({ __name__: "limit", job: "a" }, [100, 100, 100, 100, 100, 100]),
  everyMinute({ __name__: "limit", job: "b" }, [200, 200, 200, 200, 200, 200]),
  everyMinute({ __name__: "gone", job: "a" }, [1, 2, "stale", null, null, null]),
  everyMinute({ __name__: "odd", job: "a" }, [1, Number.NaN, Infinity, -1, 0.5, 2]),
]);

function ask(text: string, more: Partial<QueryRequest> = {}): QueryResult {
  const request: QueryRequest = {
    text,
    store,
    isInstant: true,
    startMs: 5 * MINUTE,
    endMs: 5 * MINUTE,
    stepMs: MINUTE,
    limits: { maxSamples: 1_000_000, timeoutMs: 10_000 },
    nowMs: () => 0,
    ...more,
  };
  return finish(evaluateQuery(request));
}

const range = (startMs: number, endMs: number, stepMs: number) =>
  ({ isInstant: false, startMs, endMs, stepMs }) as const;

/** One line per series: labels, then value@minute. */
function lines(data: QueryData): string[] {
  if (data.resultType === "scalar") return [String(data.value)];
  if (data.resultType === "string") return [data.text];
  if (data.resultType === "matrix" && data.form === "samples")
    return data.series.map(({ labels, timesMs, values }) =>
      [
        formatLabels(labels),
        ...Array.from(values, (value, i) => `${value}@${(timesMs[i] ?? 0) / MINUTE}`),
      ].join(" "),
    );
  const { labels, steps, values, has } = data.vector;
  return labels.map((one, row) => {
    const cells = Array.from({ length: steps.count }, (_, step) => row * steps.count + step);
    const samples = cells
      .filter((cell) => has[cell] === 1)
      .map((cell) => `${values[cell]}@${(steps.firstMs + (cell % steps.count) * steps.stepMs) / MINUTE}`);
    return [formatLabels(one), ...samples].join(" ");
  });
}

describe("evaluateQuery, at one time", () => {
  it.each<[query: string, ...expected: string[]]>([
    ["1 + 2 * 3", "7"],
    ['"text"', "text"],
    ["-1 ^ 2", "-1"],
    ["2 > bool 1", "1"],
    ["time()", "300"],
    ["limit", '{__name__="limit", job="a"} 100@5', '{__name__="limit", job="b"} 200@5'],
    ["-limit", '{job="a"} -100@5', '{job="b"} -200@5'],
    ["limit offset 10m"],
    ["limit offset -1m @ 60", '{__name__="limit", job="a"} 100@5', '{__name__="limit", job="b"} 200@5'],
    ["gone"],
    ["gone @ 60", '{__name__="gone", job="a"} 2@5'],
    ["gone[10m]", '{__name__="gone", job="a"} 1@0 2@1'],
    ["limit{job='a'}[2m]", '{__name__="limit", job="a"} 100@4 100@5'],
    ["limit{job='a'}[3m:2m]", '{__name__="limit", job="a"} 100@4'],
    ["timestamp(gone @ 60)", '{job="a"} 60@5'],
    ["timestamp(-limit{job='a'})", '{job="a"} 300@5'],
    ["rate(http_total{job='b'}[5m])", '{code="200", job="b"} 2@5'],
    ["sum_over_time(gone[10m])", '{job="a"} 3@5'],
    ["sum(http_total)", "{} 930@5"],
    ["sum by (job) (http_total)", '{job="a"} 330@5', '{job="b"} 600@5'],
    ["sum without (code) (http_total)", '{job="a"} 330@5', '{job="b"} 600@5'],
    ["avg(http_total)", "{} 310@5"],
    ["count(http_total) by (code)", '{code="200"} 2@5', '{code="500"} 1@5'],
    ["min(http_total)", "{} 30@5"],
    ["max(http_total)", "{} 600@5"],
    ["group(http_total)", "{} 1@5"],
    ["stdvar(limit)", "{} 2500@5"],
    ["stddev(limit)", "{} 50@5"],
    ["quantile(0.5, http_total)", "{} 300@5"],
    [
      "topk(2, http_total)",
      '{__name__="http_total", code="200", job="b"} 600@5',
      '{__name__="http_total", code="200", job="a"} 300@5',
    ],
    ["bottomk(1, http_total)", '{__name__="http_total", code="500", job="a"} 30@5'],
    [
      "topk by (job) (1, http_total)",
      '{__name__="http_total", code="200", job="a"} 300@5',
      '{__name__="http_total", code="200", job="b"} 600@5',
    ],
    ["limitk(1, http_total)", '{__name__="http_total", code="200", job="a"} 300@5'],
    ['count_values("v", limit > 0)', '{v="100"} 1@5', '{v="200"} 1@5'],
    ["limit > 150", '{__name__="limit", job="b"} 200@5'],
    ["150 < limit", '{__name__="limit", job="b"} 200@5'],
    ["limit > bool 150", '{job="a"} 0@5', '{job="b"} 1@5'],
    ["limit % 30", '{job="a"} 10@5', '{job="b"} 20@5'],
    ["sum by (job) (http_total) / on (job) limit", '{job="a"} 3.3@5', '{job="b"} 3@5'],
    [
      "http_total / on (job) group_left limit",
      '{code="200", job="a"} 3@5',
      '{code="200", job="b"} 3@5',
      '{code="500", job="a"} 0.3@5',
    ],
    ["limit * on (job) group_right http_total{job='b'}", '{code="200", job="b"} 120000@5'],
    ["http_total and on (job) limit{job='b'}", '{__name__="http_total", code="200", job="b"} 600@5'],
    ["http_total unless on (job) limit{job='a'}", '{__name__="http_total", code="200", job="b"} 600@5'],
    ["limit{job='a'} or limit", '{__name__="limit", job="a"} 100@5', '{__name__="limit", job="b"} 200@5'],
    ["limit == ignoring (x) limit", '{__name__="limit", job="a"} 100@5', '{__name__="limit", job="b"} 200@5'],
    ["limit{job='a'} atan2 limit{job='a'}", `{job="a"} ${Math.PI / 4}@5`],
  ])("%s", (query, ...expected) => {
    expect(lines(ask(query).data)).toEqual(expected);
  });
});

describe("evaluateQuery, over a range", () => {
  it.each<[query: string, ...expected: string[]]>([
    ["limit{job='a'}", '{__name__="limit", job="a"} 100@4 100@6 100@8'],
    ["gone"],
    ["time()", "{} 240@4 360@6 480@8"],
    ["http_total{job='b'} @ 60", '{__name__="http_total", code="200", job="b"} 120@4 120@6 120@8'],
    [
      "http_total{job='b'} @ end() offset 4m",
      '{__name__="http_total", code="200", job="b"} 480@4 480@6 480@8',
    ],
    ["http_total{job='b'} offset 4m", '{__name__="http_total", code="200", job="b"} 0@4 240@6 480@8'],
    ["sum(http_total) > 800", "{} 930@6 930@8"],
    ["sum_over_time(http_total{job='b'}[90s:30s])", '{code="200", job="b"} 1200@4 1800@6 1800@8'],
    ["end() - start() + step() + range()", "{} 600@4 600@6 600@8"],
  ])("%s", (query, ...expected) => {
    expect(lines(ask(query, range(4 * MINUTE, 8 * MINUTE, 2 * MINUTE)).data)).toEqual(expected);
  });
});

describe("evaluateQuery refuses", () => {
  it.each([
    [
      "http_total + on (job) limit",
      "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
    ],
    [
      "limit + on (job) http_total",
      'found duplicate series for the match group {job="a"} on the right hand-side of the operation: [{__name__="http_total", code="200", job="a"}, {__name__="http_total", code="500", job="a"}];many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    [
      "http_total + on () group_left (code) limit{job='a'}",
      "multiple matches for labels: grouping labels must ensure unique matches",
    ],
    ["-{__name__=~'limit|odd', job='a'}", "vector cannot contain metrics with the same labelset"],
    ["rate({__name__=~'limit|odd', job='a'}[5m])", "vector cannot contain metrics with the same labelset"],
    ["topk(NaN, limit)", "Parameter value is NaN"],
    ["topk(1e30, limit)", "Scalar value 1e+30 overflows int64"],
    ["limit_ratio(NaN, limit)", "Ratio value is NaN"],
  ])("%s", (query, message) => {
    expect(() => ask(query)).toThrow(new EngineError("execution", message));
  });
});

describe("evaluateQuery keeps to its limits", () => {
  const many = new ArrayStore(
    Array.from({ length: 10 }, (_, i) => everyMinute({ __name__: "many", i: String(i) }, [1, 2, 3, 4, 5, 6])),
  );
  const limits = { maxSamples: 100, maxSeries: 10, timeoutMs: 1_000 };

  it.each(["many", "many[5m]", "rate(many[5m])", "sum_over_time(many[5m:1m])"])(
    "refuses %s with more samples than allowed",
    (text) => {
      const over = text.includes("[") ? {} : range(0, 10 * MINUTE, MINUTE);
      expect(ask(text, { store: many, limits }).data).toBeDefined();
      const tight = { ...limits, maxSamples: 9 };
      expect(() => ask(text, { store: many, limits: tight, ...over })).toThrow(
        new EngineError(
          "execution",
          "query processing would load too many samples into memory in query execution",
        ),
      );
    },
  );

  it("gives back what intermediate results held", () => {
    const text = Array.from({ length: 50 }, () => "sum(many)").join(" + ");
    expect(lines(ask(text, { store: many, limits }).data)).toEqual(["{} 3000@5"]);
  });

  it("refuses a selector of too many series", () => {
    expect(() => ask("many", { store: many, limits: { ...limits, maxSeries: 9 } })).toThrow(
      new EngineError("execution", "a selector finds 10 series, more than the limit of 9"),
    );
  });

  it("refuses labels that double until they fill the memory", () => {
    const nested = (depth: number, around: (inner: string) => string): string =>
      Array.from({ length: depth }).reduce<string>((inner) => around(inner), "limit");
    const joined = nested(30, (inner) => `label_join(${inner}, "job", "", "job", "job")`);
    const replaced = nested(30, (inner) => `label_replace(${inner}, "job", "$0$0", "job", ".*")`);
    for (const text of [joined, replaced])
      expect(() => ask(text)).toThrow(
        new EngineError("execution", "label values of more than 8388608 characters in all"),
      );
    const name = "n".repeat(1_025);
    for (const text of [
      `label_replace(limit, "${name}", "", "", "")`,
      `label_join(limit, "${name}", "")`,
      `count_values("${name}", limit)`,
      `histogram_quantiles(limit, "${name}", 1)`,
    ])
      expect(() => ask(text)).toThrow(
        new EngineError("execution", "label name of more than 1024 characters"),
      );
  });

  it("stops when its time is over", () => {
    let nowMs = 0;
    expect(() => ask("many + many", { store: many, limits, nowMs: () => (nowMs += 400) })).toThrow(
      new EngineError("timeout", "query timed out in expression evaluation"),
    );
  });
});

describe("evaluateQuery's notes", () => {
  it.each<[query: string, kind: "warnings" | "infos", ...notes: string[]]>([
    [
      "rate(limit[5m])",
      "infos",
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "limit" (1:6)',
    ],
    ["rate(http_total[5m])", "infos"],
    [
      "rate(limit[5m:1m])",
      "infos",
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "limit" (1:1)',
    ],
    [
      "quantile(2, limit) + quantile(-1, limit)",
      "warnings",
      "PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)",
      "PromQL warning: quantile value should be between 0 and 1, got -1 (1:31)",
    ],
    [
      "limit_ratio(1.5, limit)",
      "warnings",
      "PromQL warning: ratio value should be between -1 and 1, got 1.5, capping to 1 (1:13)",
    ],
  ])("%s", (query, kind, ...notes) => {
    expect(ask(query)[kind]).toEqual(notes);
  });

  it("says that sorting is of no use over a range", () => {
    expect(ask("1 + sort(limit)", range(0, MINUTE, MINUTE)).warnings).toEqual([
      "PromQL warning: sort is ineffective for range queries since results are always ordered by labels (1:5)",
    ]);
  });
});

describe("evaluateQuery withstands subqueries of trillions of steps", () => {
  it.each([
    "limit",
    "nope",
    "vector(1)",
    "absent(nope)",
    "absent_over_time(nope[5m])",
    "sum(nope)",
    "topk(1, nope)",
    "topk(scalar(nope), limit)",
    "quantile(0.5, nope)",
    "vector(time())",
    "vector(1 + 1)",
    "nope or limit",
    "nope + nope",
    "nope and nope",
    "limit @ 1",
    "nope > 1",
    "rate(nope[5m])",
    "hour()",
    "label_replace(nope, 'a', 'b', '', '')",
    "count_values('a', nope)",
  ])("%s", (text) => {
    let found: unknown = [];
    try {
      found = lines(ask(`count_over_time((${text})[100y:1ms])`).data);
    } catch (error) {
      found = error;
    }
    const tooMany = "query processing would load too many samples into memory in query execution";
    expect([[], new EngineError("execution", tooMany)]).toContainEqual(found);
  });
});
