import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startApp } from "../stack/appServer.ts";
import { AUDIT_CLUSTER, AUDIT_LINES, auditQuery } from "../stack/auditLines.ts";
import { CANARY, leaks } from "../stack/canary.ts";
import { exchange, postForm } from "../stack/exchange.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";
import { PAGING } from "../stack/logHistory.ts";
import { startStandIn } from "../stack/standInHosts.ts";

// Loki through a source's base URL, over the real wire: the nine operations, the presets' hosts, the budget.

test.skip(!hasLoki, "needs the real Loki");

const search = (params: Record<string, string>) => String(new URLSearchParams(params));
const seconds = (ms: number) => String(ms / 1000);

interface Streams {
  readonly data: {
    readonly result: readonly { stream: Record<string, string>; values: readonly unknown[][] }[];
  };
}

const linesOf = (answer: { json: () => Record<string, unknown> }) =>
  (answer.json() as unknown as Streams).data.result.flatMap(({ values }) => values);

/** An answer without how long it took; as a value, since Loki's maps come in any order. */
function withoutTimings(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => (key === "stats" ? undefined : value));
}

test("each of the nine operations answers what Loki answers", async ({ logsApp, logStack }) => {
  const { endMs, loki } = logStack;
  const range = { start: seconds(endMs - 3_600_000), end: seconds(endMs - 60_000) };
  const query = '{app="checkout", pod=~".*crk9m"}';
  const same = [
    `labels?${search(range)}`,
    `label/app/values?${search({ ...range, query: '{namespace="shop"}' })}`,
    `index/stats?${search({ ...range, query })}`,
    `index/volume?${search({ ...range, query })}`,
    `index/volume_range?${search({ ...range, query, step: "600" })}`,
    `format_query?${search({ query: `sum(rate(${query}[5m]))` })}`,
    `series?${search({ ...range, "match[]": query })}`,
  ];
  for (const target of same) {
    const own = await exchange(`${logsApp.url}/api/sources/loki/loki/api/v1/${target}`);
    const direct = await exchange(`${loki.url}/loki/api/v1/${target}`);
    expect(own.status, target).toBe(200);
    expect(withoutTimings(own.text), target).toEqual(withoutTimings(direct.text));
  }
  const lines = search({ ...range, query, limit: "100" });
  const own = await postForm(`${logsApp.url}/api/sources/loki/loki/api/v1/query_range`, lines);
  const direct = await exchange(`${loki.url}/loki/api/v1/query_range?${lines}`);
  expect(linesOf(own)).toEqual(linesOf(direct));
  expect(linesOf(own)).toHaveLength(100);
  const instant = search({ query: `count_over_time(${query}[5m])`, time: range.end });
  const counted = (await exchange(`${logsApp.url}/api/sources/loki/loki/api/v1/query?${instant}`)).json();
  expect(counted).toMatchObject({ status: "success", data: { resultType: "vector" } });
});

test("the query of the seed document returns the audit events, and only these", async ({
  logsApp,
  logStack,
}) => {
  const params = {
    start: seconds(logStack.endMs - 7 * 3_600_000),
    end: seconds(logStack.endMs),
    limit: "5000",
  };
  const answer = await exchange(
    `${logsApp.url}/api/sources/loki/loki/api/v1/query_range?${search({ ...params, query: auditQuery(AUDIT_CLUSTER) })}`,
  );
  expect(linesOf(answer)).toHaveLength(AUDIT_LINES);
  const [first] = (answer.json() as unknown as Streams).data.result;
  expect(first?.stream).toMatchObject({
    logging_component: "unicaster",
    apiVersion: "audit.k8s.io/v1",
    cluster: AUDIT_CLUSTER,
  });
  expect(first?.stream["sourceIPs"]).toMatch(/^\["10\./);
  expect(first?.stream["user_groups"]).toMatch(/^\[/);
});

test("F38 the stream made for paging holds 20,000 lines, 5,000 of them at one nanosecond", async ({
  logsApp,
  logStack,
}) => {
  const at = seconds(logStack.endMs);
  const count = `sum(count_over_time(${PAGING.selector}[6h]))`;
  const answer = await exchange(
    `${logsApp.url}/api/sources/loki/loki/api/v1/query?${search({ query: count, time: at })}`,
  );
  expect(answer.text).toContain(`"${PAGING.lines}"`);
});

test("categorised labels come when asked for", async ({ logsApp, logStack }) => {
  const target = `query_range?${search({ query: '{app="checkout"} | json', start: seconds(logStack.endMs - 600_000), limit: "1" })}`;
  const base = `${logsApp.url}/api/sources/loki/loki/api/v1/${target}`;
  const asked = await exchange(base, { headers: { "x-loki-response-encoding-flags": "categorize-labels" } });
  const [, , categories] = linesOf(asked)[0] ?? [];
  expect(categories).toMatchObject({
    structuredMetadata: { trace_id: expect.any(String) as unknown },
    parsed: { order_id: expect.stringMatching(/^9007199254\d+$/) as unknown },
  });
  expect(linesOf(await exchange(base))[0]).toHaveLength(2);
});

test("the check of a Loki says that nine operations answer, its version and its oldest lines", async ({
  logsApp,
}) => {
  const check = (await exchange(`${logsApp.url}/api/sources/loki/check`)).json();
  expect(check).toMatchObject({ ok: true, server: "Loki 3.7.8" });
  expect(JSON.stringify(check)).toContain("9 of 9 operations answer");
  expect(JSON.stringify(check)).toContain("Oldest line");
});

test("a budget refuses a query that reads more, and a confirmation is logged without the query", async ({
  logStack,
}) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-token-"));
  const token = path.join(dir, "token");
  fs.writeFileSync(token, CANARY, { mode: 0o600 });
  const config = `sources:\n  - { id: logs, kind: loki, url: "${logStack.proxy.url}", query_budget: 100KiB, authorization: { credentials_file: "${token}" } }\n`;
  const app = await startApp({ config, env: { LOG_LEVEL: "warn" } });
  const range = { start: seconds(logStack.endMs - 5 * 3_600_000), end: seconds(logStack.endMs - 1_800_000) };
  const target = `${app.url}/api/sources/logs/loki/api/v1/query_range?${search({ ...range, query: '{app="checkout"} |= "canary-text"' })}`;
  const refused = await exchange(target);
  expect(refused.status).toBe(409);
  expect(refused.json()).toMatchObject({
    errorType: "bad_data",
    problem: { code: "OVER_BUDGET", capBytes: 102_400 },
  });
  const confirmed = await exchange(target, { headers: { "x-sightglass-confirm": "over-budget" } });
  expect(confirmed.status).toBe(200);
  await app.stop();
  fs.rmSync(dir, { recursive: true, force: true });
  const told = app.child
    .output()
    .split("\n")
    .filter((line) => line.includes("over-budget query confirmed"));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0] ?? "{}")).toMatchObject({ sourceId: "logs", operation: "loki_query_range" });
  expect(app.child.output()).not.toContain("canary-text");
  expect(leaks(app.child.output())).toEqual([]);
});

const LOG_HOSTS: Readonly<Record<string, string>> = {
  "coreweave-logs-global": "observe.coreweave.com",
  "coreweave-logs-us-east": "observe.us-east.coreweave.com",
  "coreweave-audit-us-east": "observe-audit.us-east.coreweave.com",
  "coreweave-logs-us-west": "observe.us-west.coreweave.com",
  "coreweave-audit-us-west": "observe-audit.us-west.coreweave.com",
  "coreweave-logs-eu-south": "observe.eu-south.coreweave.com",
  "coreweave-audit-eu-south": "observe-audit.eu-south.coreweave.com",
  "coreweave-logs-legacy": "observe-legacy.coreweave.com",
};

test("COREWEAVE_TOKEN reaches logs and audit at the host of its matrix, over TLS, with the Bearer token", async ({
  logStack,
}) => {
  const hosts = await startStandIn({
    hosts: Object.values(LOG_HOSTS),
    upstream: logStack.loki.url,
    authorization: `Bearer ${CANARY}`,
  });
  const app = await startApp({ env: { ...hosts.env, COREWEAVE_TOKEN: CANARY } });
  const { sources } = (await exchange(`${app.url}/api/sources`)).json() as {
    sources: { id: string; kind: string; firstQuery: string; budgetBytes: number }[];
  };
  const logs = sources.filter(({ kind }) => kind === "loki");
  expect(logs.map(({ id }) => id)).toEqual(Object.keys(LOG_HOSTS));
  for (const { id, firstQuery, budgetBytes } of logs) {
    expect(budgetBytes).toBe(10 * 1024 ** 3);
    const before = hosts.proxy.requests.length;
    const params = { query: firstQuery, start: seconds(logStack.endMs - 3_600_000), limit: "10" };
    const answer = await exchange(`${app.url}/api/sources/${id}/loki/api/v1/query_range?${search(params)}`);
    expect(answer.status, answer.text.slice(0, 200)).toBe(200);
    expect(linesOf(answer), `${id}: its first query finds something`).toHaveLength(10);
    const asked = hosts.proxy.requests.slice(before);
    const paths = asked.map(({ url }) => url.split("?")[0]);
    // Before it its cost, where a busy machine comes to ask for that in time.
    expect(paths.filter((asks) => asks !== "/loki/api/v1/index/stats")).toEqual(["/loki/api/v1/query_range"]);
    expect(new Set(asked.map(({ headers }) => headers.host))).toEqual(new Set([LOG_HOSTS[id]]));
    expect(asked.every(({ headers }) => headers.authorization === `Bearer ${CANARY}`)).toBe(true);
  }
  await app.stop();
  await hosts.stop();
  expect(leaks(app.child.output())).toEqual([]);
});
