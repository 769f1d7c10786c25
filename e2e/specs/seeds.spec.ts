import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY, leaks } from "../stack/canary.ts";
import { exchange, postForm } from "../stack/exchange.ts";
import { hasPrometheus3 } from "../stack/fixtures.ts";
import { odd } from "../stack/sampleTarget.ts";
import { type StandIn, startStandIn } from "../stack/standInHosts.ts";
import { expect, test } from "../stack/wireFixtures.ts";

// The questions of the documents that customers were given: CoreWeave's old and new pages, Working Group Two's,
// and the Cloud Platform's. Asked over the real URLs of the presets, answered by a Prometheus with that data.

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const HOSTS = [
  "observe.coreweave.com",
  "observe.us-east.coreweave.com",
  "observe.us-west.coreweave.com",
  "observe.eu-south.coreweave.com",
  "prometheus-legacy.ord1.coreweave.com",
];
const SOURCES = [
  { id: "coreweave-global", name: "CoreWeave Global" },
  { id: "coreweave-us-east", name: "CoreWeave US East" },
  { id: "coreweave-us-west", name: "CoreWeave US West" },
  { id: "coreweave-eu-south", name: "CoreWeave EU South" },
  { id: "coreweave-legacy", name: "CoreWeave Legacy (before 21 Oct 2024)" },
];
const IDLE = 'node_gpu_seconds_total{mode="idle"}';
/** The label set that the first document prints, as far as it is valid JSON there. */
const POD = {
  __name__: "kube_pod_container_info",
  container: "example",
  container_id: "docker://1548c7ce5d717cfb9e3e797464d9fe4fbda0cea6f324fda8b9b64b2f5fd44e2f",
  endpoint: "http",
  image: "example/example_image:1.6.4",
  image_id: "docker-pullable://docker-registry-image",
  instance: "10.0.0.1:8080",
  job: "kube-state-metrics",
  namespace: "tenant-example",
  pod: "example-5d796977bc-crk9m",
  service: "tenant-metrics-kube-state-metrics",
};

interface Vector {
  readonly resultType: string;
  readonly result: readonly {
    readonly metric: Record<string, string>;
    readonly value?: readonly [number, string];
    readonly values?: readonly (readonly [number, string])[];
  }[];
}

async function data<T>(app: RunningApp, id: string, path: string): Promise<T> {
  const answer = await exchange(`${app.url}/api/sources/${id}/api/v1/${path}`);
  expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200);
  expect(answer.json()["status"]).toBe("success");
  return answer.json()["data"] as T;
}

const search = (params: Record<string, string>) => String(new URLSearchParams(params));

test.describe("CoreWeave, by COREWEAVE_TOKEN alone", () => {
  let hosts: StandIn;
  let app: RunningApp;
  test.beforeAll(async ({ wire }) => {
    hosts = await startStandIn({
      hosts: HOSTS,
      upstream: wire.prometheus.url,
      authorization: `Bearer ${CANARY}`,
    });
    app = await startApp({ env: { ...hosts.env, COREWEAVE_TOKEN: CANARY, LOG_LEVEL: "trace" } });
  });
  test.afterAll(async () => {
    await app.stop();
    await hosts.stop();
    expect(leaks(app.child.output())).toEqual([]);
  });

  test("makes a source for Global, each Super Region and Legacy, without the token", async () => {
    const answer = await exchange(`${app.url}/api/sources`);
    const all = answer.json()["sources"] as { kind: string }[];
    expect(all.filter(({ kind }) => kind === "prometheus")).toEqual(
      SOURCES.map((source, index) =>
        expect.objectContaining({
          ...source,
          url: `https://${HOSTS[index]}`,
          authType: "bearer",
          origin: "config",
          preset: "coreweave",
          firstQuery: IDLE,
        }),
      ),
    );
    expect(leaks(answer.text)).toEqual([]);
  });

  for (const [index, { id, name }] of SOURCES.entries()) {
    test(`${name} is asked at its own host over TLS with the Bearer token, for each of the 8 paths`, async ({
      wire,
    }) => {
      const before = hosts.proxy.requests.length;
      const end = String(wire.historyEndS);
      const start = String(wire.historyEndS - 3600);
      const instant = await data<Vector>(app, id, `query?${search({ query: IDLE, time: end })}`);
      expect(instant.result).toHaveLength(1);
      expect(instant.result[0]?.metric).toEqual({
        __name__: "node_gpu_seconds_total",
        job: "gpu",
        mode: "idle",
        node: "g1",
      });
      // 0.4 of six hours.
      expect(instant.result[0]?.value).toEqual([wire.historyEndS, "8640"]);
      const range = await data<Vector>(
        app,
        id,
        `query_range?${search({ query: IDLE, start, end, step: "60" })}`,
      );
      expect(range.resultType).toBe("matrix");
      expect(range.result[0]?.values).toHaveLength(61);
      expect(await data(app, id, "labels")).toEqual(
        expect.arrayContaining(["__name__", "mode", "namespace"]),
      );
      expect(await data(app, id, "label/mode/values?match[]=node_gpu_seconds_total")).toEqual([
        "busy",
        "idle",
      ]);
      const all = await data<unknown[]>(
        app,
        id,
        `series?${search({ "match[]": '{__name__=~".+"}', start, end })}`,
      );
      expect(all.length).toBeGreaterThanOrEqual(42);
      expect(await data(app, id, "metadata?metric=shop_orders")).toEqual({
        shop_orders: [{ type: "counter", help: "Orders taken.", unit: "" }],
      });
      const exemplars = await data<{ exemplars: { labels: Record<string, string> }[] }[]>(
        app,
        id,
        `query_exemplars?${search({ query: odd.counter, start: String(wire.settledS - 600), end: String(wire.settledS + 600) })}`,
      );
      expect(exemplars[0]?.exemplars[0]?.labels).toEqual({ trace_id: odd.traceId });
      const rules = await data<{ groups: { rules: { name: string }[] }[] }>(app, id, "rules");
      expect(rules.groups[0]?.rules.map((rule) => rule.name)).toEqual(["cluster:cpu:rate5m", "NodeUp"]);

      const asked = hosts.proxy.requests.slice(before);
      expect(asked).toHaveLength(8);
      expect(new Set(asked.map(({ headers }) => headers.host))).toEqual(new Set([HOSTS[index]]));
      expect(asked.every(({ headers }) => headers.authorization === `Bearer ${CANARY}`)).toBe(true);
      expect(hosts.tunnels).toContain(`${HOSTS[index]}:443`);
    });
  }

  test("the check says that all eight operations answer", async () => {
    const check = (await exchange(`${app.url}/api/sources/coreweave-us-east/check`)).json();
    expect(check).toMatchObject({ ok: true, server: "Prometheus 3.15.0" });
    expect(JSON.stringify(check)).toContain("8 of 8 operations answer");
  });

  test("F02 a 403 names the role Observability Viewer and the legacy group", async () => {
    hosts.proxy.intercept(() => ({
      status: 403,
      headers: { "content-type": "text/plain" },
      body: "RBAC: access denied",
    }));
    const answer = await exchange(`${app.url}/api/sources/coreweave-global/api/v1/query?query=up`);
    hosts.proxy.intercept(undefined);
    expect(answer.status).toBe(502);
    const { problem } = answer.json() as { problem: { code: string; hint: string; upstreamStatus: number } };
    expect([problem.code, problem.upstreamStatus]).toEqual(["UPSTREAM_FORBIDDEN", 403]);
    expect(problem.hint).toContain("Observability Viewer");
    expect(problem.hint).toContain('group "metrics"');
    // promtool shows `error` only.
    expect(answer.json()["error"]).toContain("Observability Viewer");
  });
});

test.describe("Working Group Two, by its id and client secret", () => {
  const BASIC = `Basic ${Buffer.from(`client:${CANARY}`).toString("base64")}`;
  let hosts: StandIn;
  let app: RunningApp;
  test.beforeAll(async ({ wire }) => {
    hosts = await startStandIn({
      hosts: ["api.wgtwo.com"],
      upstream: wire.prometheus.url,
      authorization: BASIC,
      prefix: "/metrics/v1/prometheus/abc",
    });
    const secrets = { WGTWO_CLIENT_ID: "client", WGTWO_CLIENT_SECRET: CANARY, WGTWO_PROMETHEUS_ID: "abc" };
    app = await startApp({ env: { ...hosts.env, ...secrets, LOG_LEVEL: "trace" } });
  });
  test.afterAll(async () => {
    await app.stop();
    await hosts.stop();
    expect(leaks(app.child.output())).toEqual([]);
  });

  test("makes one source under the path with the id, its step that of the scrapes, without the secret", async () => {
    const answer = await exchange(`${app.url}/api/sources`);
    expect(answer.json()["sources"]).toEqual([
      expect.objectContaining({
        id: "wgtwo-prometheus",
        url: "https://api.wgtwo.com/metrics/v1/prometheus/abc",
        authType: "basic",
        username: "client",
        preset: "wgtwo-prometheus",
        minStepMs: 30_000,
      }),
    ]);
    expect(leaks(answer.text)).toEqual([]);
  });

  test("tests the credentials at /-/healthy, as the document does", async () => {
    const before = hosts.proxy.requests.length;
    const check = (await exchange(`${app.url}/api/sources/wgtwo-prometheus/check`)).json();
    expect(check).toMatchObject({ ok: true });
    expect(hosts.proxy.requests[before]).toMatchObject({
      method: "GET",
      url: "/metrics/v1/prometheus/abc/-/healthy",
      status: 200,
      headers: { host: "api.wgtwo.com", authorization: BASIC },
    });
  });

  test('what federation would fetch, {__name__=~".+"}, is there as series and as values', async ({
    wire,
  }) => {
    const all = '{__name__=~".+"}';
    const range = { start: String(wire.historyEndS - 600), end: String(wire.historyEndS) };
    const series = await data<Record<string, string>[]>(
      app,
      "wgtwo-prometheus",
      `series?${search({ "match[]": all, ...range })}`,
    );
    const names = new Set(series.map((labels) => labels["__name__"]));
    for (const name of [
      "kube_pod_container_info",
      "node_gpu_seconds_total",
      "shop_request_duration_seconds_bucket",
    ]) {
      expect(names).toContain(name);
    }
    const counted = await data<Vector>(
      app,
      "wgtwo-prometheus",
      `query?${search({ query: `count(${all})`, time: range.end })}`,
    );
    expect(Number(counted.result[0]?.value?.[1])).toBeGreaterThan(30);
    expect(hosts.proxy.requests.every(({ url }) => url.startsWith("/metrics/v1/prometheus/abc/"))).toBe(true);
  });

  test("F01 F02 wrong credentials and a missing right are told apart, the right by name", async () => {
    for (const [status, code, hint] of [
      [401, "UPSTREAM_AUTH", "user name and password"],
      [403, "UPSTREAM_FORBIDDEN", "metrics.prometheus.read"],
    ] as const) {
      hosts.proxy.intercept(() => ({ status, body: "{}" }));
      const answer = await exchange(`${app.url}/api/sources/wgtwo-prometheus/api/v1/query?query=up`);
      const check = (await exchange(`${app.url}/api/sources/wgtwo-prometheus/check`)).json();
      hosts.proxy.intercept(undefined);
      expect(answer.json()["problem"]).toMatchObject({ code, hint: expect.stringContaining(hint) });
      expect(check).toMatchObject({ ok: false, problem: { code } });
      expect(JSON.stringify(check["steps"])).toContain('"Credentials","state":"fail"');
    }
  });
});

test.describe("a plain Prometheus behind a token and a path", () => {
  test("CoreWeave's first page: kube_pod_container_info by GET and by POST is the label set it prints", async ({
    app,
    wire,
  }) => {
    const form = search({ query: "kube_pod_container_info", time: String(wire.historyEndS) });
    const url = `${app.url}/api/sources/prometheus/api/v1/query`;
    for (const answer of [await exchange(`${url}?${form}`), await postForm(url, form)]) {
      expect(answer.json()).toEqual({
        status: "success",
        data: { resultType: "vector", result: [{ metric: POD, value: [wire.historyEndS, "1"] }] },
      });
    }
  });

  test("the Cloud Platform's page: what a scraped application and its exporters expose is there", async ({
    app,
    wire,
  }) => {
    const ask = (query: string) =>
      data<Vector>(app, "prometheus", `query?${search({ query, time: String(wire.settledS) })}`);
    const orders = await ask('shop_orders_total{job="sample"}');
    expect(orders.result.map(({ metric, value }) => [metric["shop"], value?.[1]])).toEqual([["north", "17"]]);
    expect((await ask("up == 1")).result.map(({ metric }) => metric["job"] ?? "").toSorted()).toEqual([
      "node",
      "prometheus",
      "sample",
    ]);
    const load = await ask("node_load1");
    expect(Number(load.result[0]?.value?.[1])).toBeGreaterThanOrEqual(0);
    expect(await data(app, "prometheus", "label/job/values")).toEqual(
      expect.arrayContaining(["node", "sample"]),
    );
  });
});
