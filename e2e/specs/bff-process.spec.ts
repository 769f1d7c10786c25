import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import path from "node:path";
import type { SourceView } from "../../src/contract/sources.ts";
import { startServerProcess, type ServerProcessOptions } from "../../src/testing/serverProcess.ts";
import { type RunningApp, startApp } from "../stack/appServer.ts";
import { CANARY, leaks } from "../stack/canary.ts";
import { exchange, sendJson } from "../stack/exchange.ts";
import { hasPrometheus3 } from "../stack/fixtures.ts";
import { startTokenProxy } from "../stack/tokenProxy.ts";
import { expect, PREFIX, test } from "../stack/wireFixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

const GOOD = '{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}';
const BEARER = `Bearer ${CANARY}`;

/** Polls what another process does; the caller measures. */
async function until(isTrue: () => boolean, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error("did not happen in time");
    await pause(5);
  }
}

interface Where {
  readonly id?: string;
  readonly signal?: AbortSignal;
}

const query = (app: RunningApp, text: string, { id = "prometheus", signal }: Where = {}) =>
  exchange(`${app.url}/api/sources/${id}/api/v1/query?${new URLSearchParams({ query: text })}`, {
    ...(signal && { signal }),
  });

/** Answers being made, beside the one that tells. */
async function inFlight(app: RunningApp): Promise<number> {
  const { text } = await exchange(`${app.url}/metrics`);
  return Number(/^sightglass_http_requests_in_flight (\d+)$/m.exec(text)?.[1]) - 1;
}

const draft = (changes: Record<string, unknown> = {}) => ({
  name: "Shop metrics",
  kind: "prometheus",
  auth: { type: "bearer", secret: CANARY },
  ...changes,
});

test.describe("the start", () => {
  const refusals: readonly (readonly [title: string, options: ServerProcessOptions, says: RegExp])[] = [
    ["an unknown key", { config: "surces: []\n" }, /sightglass\.yaml:1 .*surces/],
    [
      "an unknown key of a source",
      { config: "sources:\n  - id: a\n    url: http://127.0.0.1:9\n    tokn: x\n" },
      /sightglass\.yaml:4 .*tokn/,
    ],
    [
      "an open address without sign-in",
      { config: "server: { host: 0.0.0.0 }\n" },
      /sightglass\.yaml:1 .*host/,
    ],
    ["HOST that is open", { env: { HOST: "::" } }, /HOST/],
    [
      "a token without an address",
      { env: { PROMETHEUS_TOKEN: CANARY } },
      /PROMETHEUS_TOKEN: needs PROMETHEUS_URL/,
    ],
    [
      "a token over plain http to elsewhere",
      { env: { PROMETHEUS_URL: "http://metrics.example.org", PROMETHEUS_TOKEN: CANARY } },
      /PROMETHEUS_URL.*https/,
    ],
    ["a cloud's metadata address", { env: { PROMETHEUS_URL: "http://169.254.169.254/" } }, /PROMETHEUS_URL/],
    [
      "user and password in the address",
      { env: { PROMETHEUS_URL: `http://u:${CANARY}@127.0.0.1:9/` } },
      /PROMETHEUS_URL/,
    ],
    ["a sign-in that is not there yet", { config: "auth: { mode: oidc }\n" }, /sightglass\.yaml:1 .*oidc/],
    [
      "a file of secrets that is gone",
      { env: { PROMETHEUS_URL: "http://127.0.0.1:9", PROMETHEUS_TOKEN_FILE: "/no/such" } },
      /PROMETHEUS_TOKEN_FILE/,
    ],
    ["a port that is none", { env: { PORT: "http" } }, /PORT/],
  ];
  for (const [title, options, says] of refusals) {
    test(`T12 refuses ${title}: exit 78 and one line`, async () => {
      const process = startServerProcess(options);
      try {
        expect(await process.ended).toBe(78);
        const lines = process.stderr().trim().split("\n");
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(says);
        expect(leaks(process.stderr() + process.stdout())).toEqual([]);
      } finally {
        process.child.kill("SIGKILL");
        await process.stop();
      }
    });
  }
});

test.describe("with nothing configured", () => {
  test("adds, tests, edits and removes a source by API, live at once, its secret write-only", async ({
    wire,
  }) => {
    const other = await startTokenProxy({ upstream: wire.prometheus.url, authorization: BEARER });
    const app = await startApp();
    const sources = `${app.url}/api/sources`;
    // Beside what it brings itself.
    const addedIds = async () => {
      const { sources: all } = (await exchange(sources)).json() as { sources: SourceView[] };
      return all.filter(({ origin }) => origin === "added").map(({ id }) => id);
    };
    try {
      expect((await exchange(sources)).json()).toMatchObject({
        sources: [{ id: "demo-metrics" }, { id: "self-metrics" }],
        canAdd: true,
      });
      expect((await exchange(`${app.url}/api/session`)).json()).toMatchObject({ mode: "none", canAdd: true });
      expect((await exchange(`${app.url}/`, { headers: { accept: "text/html" } })).status).toBe(200);

      const wrong = await sendJson(
        sources,
        "POST",
        draft({ url: wire.proxy.url, auth: { type: "bearer", secret: "wrong-one" } }),
      );
      expect([wrong.status, wrong.json()["code"]]).toEqual([502, "UPSTREAM_AUTH"]);
      expect(await addedIds()).toEqual([]);

      const tried = await sendJson(`${sources}/test`, "POST", { draft: draft({ url: wire.proxy.url }) });
      expect(tried.json()).toMatchObject({ ok: true, server: "Prometheus 3.15.0" });
      const added = await sendJson(sources, "POST", draft({ url: wire.proxy.url }));
      expect([added.status, added.json()["id"]]).toEqual([201, "shop-metrics"]);
      expect((await query(app, "count(up)", { id: "shop-metrics" })).text).toContain('"3"');

      const file = path.join(app.dataDir, "sources.json");
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
      expect(fs.statSync(app.dataDir).mode & 0o077).toBe(0);
      for (const answer of [added, tried, await exchange(sources)]) expect(leaks(answer.text)).toEqual([]);

      const renamed = await sendJson(
        `${sources}/shop-metrics`,
        "PUT",
        draft({ url: wire.proxy.url, name: "Shop", auth: { type: "bearer" } }),
      );
      expect([renamed.status, renamed.json()["name"]]).toEqual([200, "Shop"]);
      expect((await query(app, "count(up) + 0", { id: "shop-metrics" })).status).toBe(200);

      const moved = await sendJson(
        `${sources}/shop-metrics`,
        "PUT",
        draft({ url: other.url, auth: { type: "bearer" } }),
      );
      expect([moved.status, moved.json()["code"]]).toEqual([400, "BAD_REQUEST"]);
      const probed = await sendJson(`${sources}/test`, "POST", {
        draft: draft({ url: other.url, auth: { type: "bearer" } }),
        id: "shop-metrics",
      });
      expect(probed.status).toBe(400);
      // The stored secret went nowhere it was not meant for.
      expect(other.requests).toEqual([]);

      expect((await sendJson(`${sources}/shop-metrics`, "DELETE")).status).toBe(204);
      expect(await addedIds()).toEqual([]);
      expect((await query(app, "up", { id: "shop-metrics" })).status).toBe(404);
      expect(leaks(fs.readFileSync(file))).toEqual([]);
    } finally {
      await app.stop();
      await other.stop();
    }
    expect(leaks(app.child.output())).toEqual([]);
  });

  test("S21 changes nothing without X-Sightglass, without JSON, or from another site", async () => {
    const app = await startApp();
    const url = `${app.url}/api/sources`;
    const body = JSON.stringify(draft({ url: "http://127.0.0.1:9", auth: { type: "none" } }));
    const json = { "content-type": "application/json" };
    const own = { "x-sightglass": "1" };
    const statuses = await Promise.all(
      [
        json,
        { ...own, "content-type": "text/plain" },
        { ...own, "content-type": "application/x-www-form-urlencoded" },
        { ...own, "content-type": "application/json\t; x" },
        { ...own, ...json, origin: "https://evil.test" },
        { ...own, ...json, "sec-fetch-site": "cross-site" },
      ].map(async (headers) => (await exchange(url, { method: "POST", headers, body })).status),
    );
    expect(statuses).toEqual([403, 415, 415, 415, 403, 403]);
    await app.stop();
  });
});

test.describe("a running process", () => {
  test("F55 SIGHUP takes a good file and keeps the old one when the new is bad", async ({ wire }) => {
    const source = (id: string) =>
      `  - { id: ${id}, url: "${wire.proxy.url}", authorization: { credentials: ${CANARY} } }\n`;
    const app = await startApp({ config: `sources:\n${source("one")}`, env: { LOG_LEVEL: "info" } });
    const file = path.join(path.dirname(app.dataDir), "sightglass.yaml");
    const ids = async () =>
      ((await exchange(`${app.url}/api/sources`)).json()["sources"] as { id: string }[]).map(({ id }) => id);
    try {
      fs.writeFileSync(file, `sources:\n${source("one")}${source("two")}`);
      app.child.signal("SIGHUP");
      await until(() => app.child.output().includes('"configuration reloaded"'));
      expect(await ids()).toEqual(["one", "two"]);
      expect((await query(app, "up", { id: "two" })).status).toBe(200);
      fs.writeFileSync(file, `sources:\n${source("three")}    tokn: x\n`);
      app.child.signal("SIGHUP");
      await until(() => app.child.output().includes('"configuration not reloaded"'));
      expect(await ids()).toEqual(["one", "two"]);
      expect((await exchange(`${app.url}/metrics`)).text).toMatch(
        /sightglass_config_reloads_total\{result="refused"\} 1/,
      );
    } finally {
      await app.stop();
    }
  });

  test("F54 SIGTERM with 50 in flight: not ready, no new connection, all 50 answered whole, exit 0", async ({
    wire,
  }) => {
    const app = await startApp({ env: { PROMETHEUS_URL: wire.proxy.url, PROMETHEUS_TOKEN: CANARY } });
    // Prometheus' own concurrency of 20 is the source's bound: all 50 are on their way, 20 of them at the source.
    const open = wire.proxy.openRequests();
    let isHeld = true;
    wire.proxy.intercept(() => (isHeld ? { delayMs: 2_500 } : { status: 200, body: GOOD }));
    try {
      const asked = Array.from({ length: 50 }, (_, index) => query(app, `vector(${index})`));
      await until(() => wire.proxy.openRequests() === open + 20);
      // Not before all were accepted: what only waits in the kernel's queue is reset when the listener closes.
      await expect.poll(() => inFlight(app), { intervals: [5] }).toBe(50);
      app.child.signal("SIGTERM");
      isHeld = false;
      const answers = await Promise.all(asked);
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
      for (const answer of answers) expect(answer.json()).toMatchObject({ status: "success" });
      expect(await app.child.exited).toBe(0);
      await expect(exchange(`${app.url}/readyz`)).rejects.toThrow("ECONNREFUSED");
    } finally {
      wire.proxy.intercept(undefined);
      await app.stop();
    }
  });

  test("F56 a reader who leaves takes the upstream call with it within 250 ms", async ({ app, wire }) => {
    const open = wire.proxy.openRequests();
    wire.proxy.intercept(() => ({ delayMs: 5_000 }));
    try {
      const gone = new AbortController();
      const asked = Array.from({ length: 10 }, (_, index) =>
        query(app, `vector(100 + ${index})`, { signal: gone.signal }),
      );
      const ended = Promise.allSettled(asked);
      await until(() => wire.proxy.openRequests() === open + 10);
      const startMs = performance.now();
      gone.abort();
      await until(() => wire.proxy.openRequests() === open);
      expect(performance.now() - startMs).toBeLessThan(250);
      expect((await ended).every(({ status }) => status === "rejected")).toBe(true);
    } finally {
      wire.proxy.intercept(undefined);
    }
    expect(app.child.output()).not.toContain('"level":"error"');
  });

  test("F57 equal questions at once are one call; the leader's leaving fails nobody", async ({
    app,
    wire,
  }) => {
    const before = wire.proxy.requests.length;
    const open = wire.proxy.openRequests();
    wire.proxy.intercept(() => ({ delayMs: 1_500 }));
    try {
      const leader = new AbortController();
      const first = query(app, "vector(57)", { signal: leader.signal }).catch(() => undefined);
      await until(() => wire.proxy.openRequests() === open + 1);
      const others = Array.from({ length: 30 }, () => query(app, "vector(57)"));
      // The others are in once our own gauge has counted them.
      await expect.poll(() => inFlight(app), { intervals: [5] }).toBe(31);
      leader.abort();
      const answers = await Promise.all(others);
      await first;
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    } finally {
      wire.proxy.intercept(undefined);
    }
    expect(wire.proxy.requests.slice(before)).toHaveLength(1);
  });
});

test.describe("a source that fails for a while", () => {
  test("F08 a 503 is asked once more, a query's own timeout is not", async ({ app, wire }) => {
    let calls = 0;
    try {
      wire.proxy.intercept(() =>
        (calls += 1) === 1 ? { status: 503, body: "busy" } : { status: 200, body: GOOD },
      );
      expect((await query(app, "vector(81)")).text).toBe(GOOD);
      expect(calls).toBe(2);
      const timeout = JSON.stringify({ status: "error", errorType: "timeout", error: "query timed out" });
      calls = 0;
      wire.proxy.intercept(() => ((calls += 1), { status: 503, body: timeout }));
      const answer = await query(app, "vector(82)");
      expect([answer.status, answer.json()["errorType"], calls]).toEqual([503, "timeout", 1]);
    } finally {
      wire.proxy.intercept(undefined);
    }
  });

  test("F05 a 429 pauses this source as long as it asks, and no other", async ({ wire }) => {
    const other = await startTokenProxy({ upstream: wire.prometheus.url, authorization: BEARER });
    const entry = (id: string, url: string) =>
      `  - { id: ${id}, url: "${url}", authorization: { credentials: ${CANARY} } }\n`;
    const app = await startApp({ config: `sources:\n${entry("a", wire.proxy.url)}${entry("b", other.url)}` });
    try {
      let calls = 0;
      wire.proxy.intercept(
        () => ((calls += 1), { status: 429, headers: { "retry-after": "30" }, body: "slow down" }),
      );
      const limited = await query(app, "vector(1)", { id: "a" });
      expect([limited.status, limited.headers["retry-after"]]).toEqual([429, "30"]);
      expect(limited.json()["problem"]).toMatchObject({ code: "RATE_LIMITED", upstreamStatus: 429 });
      expect((await query(app, "vector(2)", { id: "a" })).status).toBe(429);
      expect(calls).toBe(1);
      expect((await query(app, "vector(2)", { id: "b" })).status).toBe(200);
    } finally {
      wire.proxy.intercept(undefined);
      await app.stop();
      await other.stop();
    }
  });

  test("F11 a dead source is told within a second, the breaker opens after 5, and it recovers by itself", async ({
    wire,
  }) => {
    const first = await startTokenProxy({ upstream: wire.prometheus.url, authorization: BEARER });
    const { port } = new URL(first.url);
    const app = await startApp({ env: { PROMETHEUS_URL: first.url, PROMETHEUS_TOKEN: CANARY } });
    try {
      expect((await query(app, "vector(0)")).status).toBe(200);
      await first.stop();
      const times: number[] = [];
      let detail = "";
      for (let index = 1; index <= 8; index += 1) {
        const startMs = performance.now();
        const answer = await query(app, `vector(${index})`);
        times.push(performance.now() - startMs);
        const { problem } = answer.json() as { problem: { code: string; detail?: string } };
        expect([answer.status, problem.code]).toEqual([502, "UPSTREAM_UNREACHABLE"]);
        detail = problem.detail ?? "";
      }
      expect(Math.max(...times)).toBeLessThan(1_000);
      expect(detail).toContain("in a row failed");
      const again = await startTokenProxy({
        upstream: wire.prometheus.url,
        authorization: BEARER,
        port: Number(port),
      });
      try {
        // One probe period is 5 s.
        await expect
          .poll(async () => (await query(app, "vector(9)")).status, { timeout: 8_000, intervals: [100] })
          .toBe(200);
      } finally {
        await again.stop();
      }
    } finally {
      await app.stop();
    }
  });

  test("S11 a redirect is neither followed nor relayed", async ({ app, wire }) => {
    const sink = await startTokenProxy({ upstream: wire.prometheus.url, authorization: BEARER });
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        wire.proxy.intercept(() => ({
          status,
          headers: { location: `${sink.url}/api/v1/query?query=up` },
          body: "",
        }));
        const answer = await query(app, `vector(${status})`);
        expect(answer.status).toBe(502);
        expect(answer.headers.location).toBeUndefined();
        expect(answer.json()["problem"]).toMatchObject({ code: "UPSTREAM_REDIRECT", upstreamStatus: status });
      }
      expect(sink.requests).toEqual([]);
      expect(wire.proxy.url).toContain(PREFIX);
    } finally {
      wire.proxy.intercept(undefined);
      await sink.stop();
    }
  });
});
