import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer, json, page, plain } from "../../../testing/faultUpstream/behaviours.ts";
import {
  aSource,
  envelopeOf,
  startDataApp,
  type AskedWith,
  type DataApp,
} from "../../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, type FaultUpstream } from "../../../testing/faultUpstream/FaultUpstream.ts";

let upstream: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());
beforeEach(async () => {
  upstream.requests.length = 0;
  upstream.behave(answer());
  app = await startDataApp([
    aSource({ id: "logs", name: "Logs", kind: "loki", baseOrigin: upstream.origin, prefix: "/p" }),
    aSource({ baseOrigin: upstream.origin }),
  ]);
});
afterEach(async () => await app.close());

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const post = (body: string): AskedWith => ({ method: "POST", body, headers: FORM });

/** What arrived upstream for a request: "GET target" or "POST target body"; or how it was refused. */
async function sent(path: string, options?: AskedWith): Promise<string> {
  const got = await app.get(`logs/loki/api/v1/${path}`, options);
  const last = upstream.requests.at(-1);
  return last === undefined
    ? `${got.status} ${envelopeOf(got).problem.code}`
    : `${last.method} ${last.target} ${last.body}`.trim();
}

const L = "/p/loki/api/v1";
const Q = "%7Bapp%3D%22a%22%7D";

describe("operations of Loki", () => {
  it.each([
    [
      `query?query=${Q}&time=1795245019653000001&limit=10&direction=forward`,
      `query?query=${Q}&time=1795245019653000001&limit=10&direction=forward`,
    ],
    [
      `query_range?direction=BACKWARD&query=${Q}&start=1704164640&end=2024-01-02T03:04:05.678Z&limit=5000&step=15s&interval=1m`,
      `query_range?query=${Q}&start=1704164640&end=2024-01-02T03%3A04%3A05.678Z&limit=5000&step=15s&interval=1m&direction=BACKWARD`,
    ],
    [`query_range?query=${Q}&since=3h`, `query_range?query=${Q}&since=3h`],
    ["labels", "labels"],
    [`labels?query=${Q}&start=1&since=5m`, `labels?query=${Q}&start=1&since=5m`],
    [`label/app/values?query=${Q}&start=1.5&end=2`, `label/app/values?query=${Q}&start=1.5&end=2`],
    [`series?match[]=${Q}&match[]=b`, `series?match%5B%5D=${Q}&match%5B%5D=b`],
    // logcli's spelling
    [`series?match=${Q}&match=b&start=1`, `series?match=${Q}&match=b&start=1`],
    [`index/stats?query=${Q}&start=1&end=2`, `index/stats?query=${Q}&start=1&end=2`],
    [
      `index/volume?query=${Q}&limit=3&targetLabels=app,pod&aggregateBy=labels`,
      `index/volume?query=${Q}&limit=3&targetLabels=app%2Cpod&aggregateBy=labels`,
    ],
    [`index/volume_range?query=${Q}&step=60`, `index/volume_range?query=${Q}&step=60`],
    [`format_query?query=${Q}`, `format_query?query=${Q}`],
  ])("%s", async (path, expected) => {
    expect(await sent(path)).toBe(`GET ${L}/${expected}`);
  });

  it("takes a form POST for each, the body before the URL", async () => {
    expect(await sent(`query_range?query=url&limit=5`, post(`query=${Q}`))).toBe(
      `POST ${L}/query_range query=${Q}&limit=5`,
    );
    const rest = ["labels", "label/a/values", "series", "index/stats", "index/volume", "index/volume_range"];
    for (const path of [...rest, "format_query"])
      expect(await sent(path, post(`query=${Q}`))).toMatch(new RegExp(`^POST ${L}/${path}`));
  });

  it("ignores what Loki may know and we do not, and Prometheus' parameters", async () => {
    expect(await sent(`query?query=${Q}&shards=0_of_2&timeout=1s&stats=all&match[]=x`)).toBe(
      `GET ${L}/query?query=${Q}`,
    );
  });

  it.each([
    "query",
    "query_range",
    "index/stats",
    "index/volume",
    "format_query",
    `query_range?query=${Q}&start=yesterday`,
    `query_range?query=${Q}&start=1e9`,
    `query_range?query=${Q}&start=17000000000000000000000`,
    `query_range?query=${Q}&step=0`,
    `query_range?query=${Q}&interval=fast`,
    `query_range?query=${Q}&limit=all`,
    `query_range?query=${Q}&direction=${"up".repeat(20)}`,
    `index/volume?query=${Q}&targetLabels=a;b`,
    `index/volume?query=${Q}&targetLabels=`.concat("a,".repeat(101), "a"),
    `label/app/values?since=ever`,
  ])("%s is 400 bad_data without a call", async (path) => {
    expect(await sent(path)).toBe("400 BAD_REQUEST");
  });

  it.each(["query_range", "index/volume_range"])(
    "%s: 11,000 steps pass, more do not, by Loki's own formula",
    async (path) => {
      const range = (seconds: number) => `start=1700000000000000000&end=${1_700_000_000 + seconds}&step=1`;
      expect(await sent(`${path}?query=x&${range(11_000)}`)).toContain("end=1700011000");
      upstream.requests.length = 0;
      expect(await sent(`${path}?query=x&${range(11_001)}`)).toBe("400 TOO_MANY_POINTS");
    },
  );

  it("asks a source only under the API of its kind", async () => {
    const [metrics, logs] = [
      await app.get(`prod/loki/api/v1/query?query=${Q}`),
      await app.get("logs/api/v1/query?query=up"),
    ];
    expect([metrics.status, logs.status, upstream.requests.length]).toEqual([404, 404, 0]);
    expect(envelopeOf(metrics).problem.hint).toContain("kind prometheus");
    expect(envelopeOf(logs).problem.hint).toContain("loki/api/v1/");
  });

  it("answers buildinfo itself, bare as Loki does", async () => {
    const got = await app.get("logs/loki/api/v1/status/buildinfo");
    expect(JSON.parse(got.text)).toMatchObject({ version: "", goVersion: "" });
    expect((await app.get("logs/api/v1/status/buildinfo")).status).toBe(404);
    expect(upstream.requests.length).toBe(0);
  });

  it.each([
    "push",
    "tail",
    "delete",
    "patterns",
    "rules",
    "detected_labels",
    "detected_fields",
    "index/shards",
    "index",
    "index/stats/",
    "index//stats",
    "index%2fstats",
    "label/{label}/values",
    "label/values",
    "../v1/labels",
    "labels/../push",
    "status/config",
  ])("S02 S03 %s is no operation", async (path) => {
    expect(await sent(path)).toMatch(/^40[04] (?:NOT_FOUND|BAD_REQUEST)$|^GET .*\/label\/U__/);
    for (const { target } of upstream.requests) expect(target).toMatch(/\/label\/U__[A-Za-z0-9_]+\/values$/);
  });
});

const flagsSent = () =>
  upstream.requests.map(({ headers }) =>
    headers
      .filter(([name]) => name.toLowerCase() === "x-loki-response-encoding-flags")
      .map(([, value]) => value),
  );

describe("categorised labels", () => {
  it("asks for them when, and only when, the client sends exactly that flag", async () => {
    const asked = ["categorize-labels", "categorize-labels,other", "Categorize-Labels", "", undefined];
    for (const flag of asked)
      await app.get(`logs/loki/api/v1/query_range?query=${Q}`, {
        headers: flag === undefined ? {} : { "x-loki-response-encoding-flags": flag },
      });
    expect(flagsSent()).toEqual([["categorize-labels"], [], [], [], []]);
  });

  it("never asks a Prometheus for them, and never shares an answer between the two shapes", async () => {
    const headers = { "x-loki-response-encoding-flags": "categorize-labels" };
    await app.get("prod/api/v1/query?query=up", { headers });
    await Promise.all([
      app.get(`logs/loki/api/v1/query?query=${Q}`, { headers }),
      app.get(`logs/loki/api/v1/query?query=${Q}`),
    ]);
    expect(flagsSent().map(String).toSorted()).toEqual(["", "", "categorize-labels"]);
  });

  it("keeps the header a POST needs beside it", async () => {
    const headers = { ...FORM, "x-loki-response-encoding-flags": "categorize-labels" };
    await app.get("logs/loki/api/v1/query_range", { method: "POST", body: `query=${Q}`, headers });
    expect(flagsSent()).toEqual([["categorize-labels"]]);
    expect(upstream.requests[0]?.headers).toContainEqual(["content-type", FORM["content-type"]]);
  });
});

describe("Loki's errors", () => {
  it("F06 keep status and message of a plain-text 400, with the place in the query", async () => {
    const said = "parse error at line 2, col 4: syntax error: unexpected $end, expecting STRING";
    upstream.behave(plain(`${said}\n`, 400));
    const got = await app.get("logs/loki/api/v1/query?query=%7Ba%3D");
    const { errorType, error, problem } = envelopeOf(got);
    expect([got.status, errorType, error]).toEqual([400, "bad_data", said]);
    expect(problem).toMatchObject({
      code: "QUERY_REJECTED",
      detail: said,
      upstreamStatus: 400,
      position: { line: 2, column: 4 },
    });
  });

  it("F02 a missing tenant is told from wrong credentials", async () => {
    upstream.behave(plain("no org id\n", 401));
    const got = await app.get("logs/loki/api/v1/labels");
    expect([got.status, envelopeOf(got).problem.code]).toEqual([502, "UPSTREAM_AUTH"]);
    expect(envelopeOf(got).error).toContain("X-Scope-OrgID");
    upstream.behave(plain("unauthorized", 401));
    expect(envelopeOf(await app.get("logs/loki/api/v1/labels")).error).not.toContain("X-Scope-OrgID");
  });

  it.each([
    [plain("maximum of series (500) reached for a single query", 400), 400, "QUERY_REJECTED"],
    [plain("404 page not found", 404), 404, "UPSTREAM_NOT_FOUND"],
    [plain("context deadline exceeded", 504), 502, "UPSTREAM_TIMEOUT"],
    [plain("too many outstanding requests", 429), 429, "RATE_LIMITED"],
    [plain("multiple matches for labels", 500), 502, "UPSTREAM_ERROR"],
    [page("<html><title>Sign in</title>"), 502, "NOT_AN_API"],
    [json('{"status":"error","errorType":"timeout","error":"slow"}', 503), 503, "UPSTREAM_TIMEOUT"],
  ])("become ours by the same rules as a Prometheus' (%#)", async (behaviour, status, code) => {
    upstream.behave(behaviour);
    const got = await app.get("logs/loki/api/v1/index/volume?query=%7B%7D");
    expect([got.status, envelopeOf(got).problem.code]).toEqual([status, code]);
  });

  it("name an operation as Loki calls it", async () => {
    upstream.behave(plain("404 page not found", 404));
    const got = await app.get("logs/loki/api/v1/index/volume?query=%7B%7D");
    expect(envelopeOf(got).problem.detail).toContain("does not offer index/volume.");
  });
});
