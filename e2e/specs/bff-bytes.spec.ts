import { gunzipSync } from "node:zlib";
import { type Answer, type Ask, exchange, postForm } from "../stack/exchange.ts";
import { hasPrometheus3 } from "../stack/fixtures.ts";
import { picker, random } from "../stack/random.ts";
import { odd } from "../stack/sampleTarget.ts";
import { expect, PREFIX, test } from "../stack/wireFixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

type Pairs = readonly (readonly [name: string, value: string])[];

interface Question {
  readonly path: string;
  readonly params: Pairs;
}

const METRICS = [
  "container_cpu_usage_seconds_total",
  "shop_request_duration_seconds_bucket",
  "kube_node_status_allocatable",
  'node_gpu_seconds_total{mode="idle"}',
  'container_cpu_usage_seconds_total{cluster=~"ord1|las1",namespace!="web"}',
  `{"${odd.metric}"}`,
  "prometheus_http_request_duration_seconds",
  "up",
];
const INNER = [
  "rate",
  "increase",
  "delta",
  "max_over_time",
  "avg_over_time",
  "count_over_time",
  "last_over_time",
];
const OUTER = ["sum", "avg", "max", "count", "stddev", "group"];
const BY = ["cluster", "namespace", "job", "le", "instance"];

/** Questions to all eight operations, the same in every run but for the time. */
function questions(count: number, t: number): readonly Question[] {
  const share = random(20_261_121);
  const pick = picker(share);
  const selector = () => pick(METRICS);
  const expression = () => {
    const inner = `${pick(INNER)}(${selector()}[${pick(["2m", "5m", "1h"])}])`;
    return share() < 0.6 ? `${pick(OUTER)} by (${pick(BY)}, ${pick(BY)}) (${inner})` : inner;
  };
  const span = () =>
    [
      ["start", String(t - Math.ceil(share() * 7200))],
      ["end", String(t)],
    ] as const;
  const kinds: readonly (() => Question)[] = [
    () => ({
      path: "query",
      params: [
        ["query", expression()],
        ["time", String(t)],
      ],
    }),
    () => ({
      path: "query",
      params: [
        ["query", selector()],
        ["time", String(t)],
        ["limit", "5"],
        ["stats", "all"],
      ],
    }),
    () => ({
      path: "query_range",
      params: [["query", expression()], ...span(), ["step", pick(["15", "1m", "37.5"])], ["timeout", "20s"]],
    }),
    () => ({ path: "labels", params: [["match[]", selector()], ["match[]", selector()], ...span()] }),
    () => ({ path: "series", params: [["match[]", selector()], ["match[]", selector()], ...span()] }),
    () => ({
      path: `label/${pick(["job", "namespace", "__name__", odd.longLabel, encodeURIComponent(odd.label)])}/values`,
      params: [["match[]", selector()], ...span()],
    }),
    () => ({
      path: "metadata",
      params: [
        ["limit", String(Math.ceil(share() * 300))],
        ["limit_per_metric", "1"],
      ],
    }),
    () => ({
      path: "query_exemplars",
      params: [
        ["query", odd.counter],
        ["start", String(t - 600)],
        ["end", String(t)],
      ],
    }),
    () => ({ path: "rules", params: [["type", pick(["alert", "record"])]] }),
  ];
  return Array.from({ length: count }, (_, index) => (kinds[index % kinds.length] ?? pick(kinds))());
}

const GET_ONLY = /^(?:metadata|rules|label\/.*)$/;
const BASE = "/api/sources/prometheus/api/v1/";
const form = (params: Pairs) => new URLSearchParams(params.map(([name, value]) => [name, value])).toString();

interface How {
  readonly isPost: boolean;
  readonly encoding: string;
}

function ask(url: string, { path, params }: Question, { isPost, encoding }: How): Promise<Answer> {
  const headers: Ask["headers"] = { "accept-encoding": encoding };
  if (isPost) return postForm(`${url}${BASE}${path}`, form(params), headers);
  return exchange(`${url}${BASE}${path}?${form(params)}`, { headers });
}

for (const encoding of ["identity", "gzip"]) {
  test(`F39 every byte of 75 answers is the source's, GET and POST, ${encoding}`, async ({ app, wire }) => {
    const isGzip = encoding === "gzip";
    let rich = 0;
    let coded = 0;
    for (const question of questions(45, wire.settledS)) {
      for (const isPost of [false, true]) {
        if (isPost && GET_ONLY.test(question.path)) continue;
        const before = wire.proxy.requests.length;
        const answer = await ask(app.url, question, { isPost, encoding });
        const sent = wire.proxy.requests.slice(before);
        const label = `${isPost ? "POST" : "GET"} ${question.path}?${form(question.params)}`;
        expect(answer.status, `${label} ${answer.text.slice(0, 300)}`).toBe(200);
        expect(sent, label).toHaveLength(1);
        expect(sent[0]?.method, label).toBe(isPost ? "POST" : "GET");
        expect(sent[0]?.headers["accept-encoding"], label).toBe(encoding);
        expect(answer.bytes.equals(sent[0]?.answer ?? Buffer.alloc(0)), label).toBe(true);
        if (answer.headers["content-encoding"] === "gzip") coded += 1;
        const text =
          answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.bytes).toString() : answer.text;
        const parsed = JSON.parse(text) as { status: string };
        expect(parsed.status, label).toBe("success");
        if (text.length > 150) rich += 1;
      }
    }
    // Most have something to say: equal empty answers would prove little.
    expect(rich).toBeGreaterThan(40);
    expect(coded > 0).toBe(isGzip);
  });
}

test("every answer is also what a direct question gets", async ({ app, wire }) => {
  // Without the operations whose order or clock is the server's own at each call: metadata, rules.
  const steady = questions(45, wire.settledS).filter(({ path }) => !/^(?:metadata|rules)$/.test(path));
  expect(steady.length).toBeGreaterThan(30);
  for (const question of steady.filter(({ params }) => !form(params).includes("stats="))) {
    const direct = await exchange(`${wire.prometheus.url}/api/v1/${question.path}?${form(question.params)}`);
    const through = await ask(app.url, question, { isPost: false, encoding: "identity" });
    expect(through.text, question.path).toBe(direct.text);
    expect(through.headers["content-type"]).toBe(direct.headers["content-type"]);
  }
});

test("S12 what reaches the source is built by us: path, parameters, headers", async ({ app, wire }) => {
  const before = wire.proxy.requests.length;
  const url = `${app.url}${BASE}series?match%5B%5D=up&match[]=node_load1&evil=1&limit=3`;
  await exchange(url, {
    headers: {
      cookie: "a=b",
      referer: "http://x/",
      authorization: "Bearer mine",
      "x-forwarded-for": "1.2.3.4",
      "accept-language": "de",
    },
  });
  const [sent] = wire.proxy.requests.slice(before);
  expect(sent?.url).toBe(`${PREFIX}/api/v1/series?match%5B%5D=up&match%5B%5D=node_load1&limit=3`);
  expect(Object.keys(sent?.headers ?? {}).toSorted()).toEqual([
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("F04 a 400 and a 422 of the source keep status, errorType and message", async ({ app, wire }) => {
  for (const [query, status] of [
    ["up{", 400],
    ["up + on() up", 422],
  ] as const) {
    const search = new URLSearchParams({ query, time: String(wire.settledS) });
    const direct = await exchange(`${wire.prometheus.url}/api/v1/query?${search}`);
    const through = await exchange(`${app.url}${BASE}query?${search}`);
    expect([direct.status, through.status]).toEqual([status, status]);
    const { problem, ...rest } = through.json();
    expect(rest).toEqual(direct.json());
    expect(problem).toMatchObject({ code: "QUERY_REJECTED", source: "upstream", upstreamStatus: status });
  }
});

test("POST where the source takes none is refused here with Allow", async ({ app, wire }) => {
  const before = wire.proxy.requests.length;
  for (const path of ["metadata", "rules", "label/job/values"]) {
    const answer = await postForm(`${app.url}${BASE}${path}`, "limit=1");
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET"]);
  }
  expect(wire.proxy.requests).toHaveLength(before);
});

test("status/buildinfo is answered from the probe: version of the source, one call", async ({
  app,
  wire,
}) => {
  const before = wire.proxy.requests.length;
  const answers = await Promise.all([1, 2, 3].map(() => exchange(`${app.url}${BASE}status/buildinfo`)));
  for (const answer of answers) expect(answer.json()).toMatchObject({ data: { version: "3.15.0" } });
  const asked = wire.proxy.requests.slice(before).filter(({ url }) => url.includes("buildinfo"));
  expect(asked.length).toBeLessThanOrEqual(1);
});
