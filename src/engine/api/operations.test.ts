import { describe, expect, it } from "vitest";
import { ArrayStore, testSeries } from "../../testing/engine/ArrayStore.ts";
import { DemoStore } from "../demo/DemoStore.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import { EngineError } from "../EngineError.ts";
import { finish } from "../work/Work.ts";
import { ApiParams } from "./ApiParams.ts";
import { chooseOperation } from "./chooseOperation.ts";
import { JsonText } from "./JsonText.ts";

const store = new ArrayStore([
  testSeries({ __name__: "up", job: "a" }, [
    [1_000, 1],
    [16_000, 0],
  ]),
  testSeries({ __name__: "up", job: "b", "odd.name": 'x"\n' }, [[1_500, Number.NaN]]),
]);

/** What the API answers to a path and query string, as a reader parses it. */
function ask(
  path: string,
  search = "",
  asked: MetricStore = store,
): { readonly data: unknown; readonly warnings?: readonly string[] } {
  const operation = chooseOperation(path.split("/"));
  const call = {
    params: new ApiParams(new URLSearchParams(search)),
    store: asked,
    limits: { maxSamples: asked === store ? 1_000 : 5_000_000, timeoutMs: 10_000, lookbackMs: 300_000 },
    nowMs: 20_000,
  };
  const answer = finish(operation(call));
  let text = "";
  const json = new JsonText((chunk) => (text += chunk));
  finish(answer.writeData(json));
  json.flush();
  return { data: JSON.parse(text) as unknown, ...(answer.warnings && { warnings: answer.warnings }) };
}

function refused(
  path: string,
  search = "",
): { readonly status: number; readonly type: string; readonly message: string } {
  try {
    ask(path, search);
  } catch (error) {
    if (error instanceof EngineError)
      return { status: error.status, type: error.type, message: error.message };
    throw error;
  }
  throw new Error(`${path}?${search} was answered`);
}

describe("query", () => {
  it("answers vectors, scalars, texts and ranges in Prometheus' shapes", () => {
    expect(ask("query", "query=up&time=16").data).toEqual({
      resultType: "vector",
      result: [
        { metric: { __name__: "up", job: "a" }, value: [16, "0"] },
        { metric: { __name__: "up", job: "b", "odd.name": 'x"\n' }, value: [16, "NaN"] },
      ],
    });
    expect(ask("query", "query=1%2B1&time=1.5").data).toEqual({ resultType: "scalar", result: [1.5, "2"] });
    expect(ask("query", 'query="a"&time=1').data).toEqual({ resultType: "string", result: [1, "a"] });
    expect(ask("query", 'query=up{job="a"}[1m]&time=16').data).toEqual({
      resultType: "matrix",
      result: [
        {
          metric: { __name__: "up", job: "a" },
          values: [
            [1, "1"],
            [16, "0"],
          ],
        },
      ],
    });
  });

  it("takes the source's clock where no time is given", () => {
    expect(ask("query", "query=time()").data).toEqual({ resultType: "scalar", result: [20, "20"] });
  });

  it("cuts at the limit, and says so", () => {
    const { data, warnings } = ask("query", "query=up&time=16&limit=1");
    expect(data).toMatchObject({ result: [{ metric: { job: "a" } }] });
    expect(warnings).toEqual(["results truncated due to limit"]);
  });

  it.each([
    [
      "query=up&time=noon",
      'invalid parameter "time": invalid time value for \'time\': cannot parse "noon" to a valid timestamp',
    ],
    ["query=up&limit=-1", 'invalid parameter "limit": limit must be non-negative'],
    ["query=up&timeout=x", 'invalid parameter "timeout": cannot parse "x" to a valid duration'],
    [
      "query=up&lookback_delta=x",
      'error parsing lookback delta duration: cannot parse "x" to a valid duration',
    ],
    ["query=sum(", 'invalid parameter "query": 1:5: parse error: unclosed left parenthesis'],
  ])("refuses %s", (search, message) => {
    const found = refused("query", search);
    expect(found).toMatchObject({ status: 400, type: "bad_data" });
    expect(found.message).toContain(message);
  });
});

describe("query_range", () => {
  it("answers each step within the range, and leaves out what is not there", () => {
    expect(ask("query_range", 'query=up{job="a"}&start=0&end=20&step=10').data).toEqual({
      resultType: "matrix",
      result: [
        {
          metric: { __name__: "up", job: "a" },
          values: [
            [10, "1"],
            [20, "0"],
          ],
        },
      ],
    });
    expect(ask("query_range", "query=nothing&start=0&end=20&step=10").data).toEqual({
      resultType: "matrix",
      result: [],
    });
  });

  it.each([
    ["query=up&start=2&end=1&step=1", 'invalid parameter "end": end timestamp must not be before start time'],
    ["query=up&start=1&end=2&step=0", "zero or negative query resolution step widths are not accepted"],
    ["query=up&start=0&end=11001&step=1", "exceeded maximum resolution of 11,000 points per timeseries"],
    ["query=up[1m]&start=0&end=1&step=1", 'invalid expression type "range vector" for range query'],
    ["query=up&end=1&step=1", 'invalid parameter "start": cannot parse "" to a valid timestamp'],
  ])("refuses %s", (search, message) => {
    const found = refused("query_range", search);
    expect(found).toMatchObject({ status: 400, type: "bad_data" });
    expect(found.message).toContain(message);
  });

  it("ends a query that would hold too many samples, with Prometheus' words", () => {
    expect(refused("query_range", "query=up&start=0&end=2000&step=1")).toEqual({
      status: 422,
      type: "execution",
      message: "query processing would load too many samples into memory in query execution",
    });
  });
});

describe("names", () => {
  it("lists labels, values and series, within the span and the selectors", () => {
    expect(ask("labels").data).toEqual(["__name__", "job", "odd.name"]);
    expect(ask("labels", "start=16").data).toEqual(["__name__", "job"]);
    expect(ask("label/job/values", 'match[]=up{"odd.name"=""}').data).toEqual(["a"]);
    expect(ask("label/U__odd_2e_name/values").data).toEqual(['x"\n']);
    expect(ask("series", 'match[]={job="a"}&match[]={job="a"}').data).toEqual([{ __name__: "up", job: "a" }]);
    expect(ask("label/job/values", "limit=1")).toEqual({
      data: ["a"],
      warnings: ["results truncated due to limit"],
    });
  });

  it.each([
    ["series", "", "no match[] parameter provided"],
    ["series", 'match[]={job=""}', "match[] must contain at least one non-empty matcher"],
    ["labels", "match[]=up[5m]", "parse error"],
    ["labels", "match[]=sum(up)", "parse error"],
    ["labels", "start=x", 'invalid parameter "start": invalid time value for \'start\': cannot parse "x"'],
  ])("refuses %s?%s", (path, search, message) => {
    const found = refused(path, search);
    expect(found).toMatchObject({ status: 400, type: "bad_data" });
    expect(found.message).toContain(message);
  });
});

it("has no rules, no exemplars of a number, and a version", () => {
  expect(ask("rules").data).toEqual({ groups: [] });
  expect(ask("query_exemplars", "query=1").data).toBeNull();
  expect(ask("status/buildinfo").data).toMatchObject({ version: "3.15.0" });
  expect(refused("alerts")).toMatchObject({ status: 404, type: "not_found" });
});

it("ends a query over more of the demo than memory holds, before it takes the memory", () => {
  const demo = new DemoStore({ seed: 1, now: () => 1_795_000_000_000 });
  const before = process.memoryUsage().arrayBuffers;
  const everything = encodeURIComponent('{__name__=~".+"}[7d]');
  expect(() => ask("query", `time=1795000000&query=${everything}`, demo)).toThrow("too many samples");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000);
  // A century is looked at as five weeks are.
  const up = ask("query", "time=1795000000&query=count_over_time(up{job=%22apiserver%22}[100y])", demo);
  expect(up.data).toMatchObject({ result: [{ value: [1_795_000_000, expect.stringMatching(/^20\d{4}$/)] }] });
});
