import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer, inTurn, json, plain, UP } from "../../testing/faultUpstream/behaviours.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";

const QUERY = "prod/api/v1/query?query=up";
let upstream: FaultUpstream;
let other: FaultUpstream;
let app: DataApp;
let nowMs = 0;

beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
  other = await startFaultUpstream(answer());
});
afterAll(async () => await Promise.all([upstream.close(), other.close()]));
beforeEach(async () => {
  await upstream.untilOpen(0);
  nowMs = Date.UTC(2026, 0, 1);
  const sources = [
    aSource({ baseOrigin: upstream.origin }),
    aSource({ id: "other", baseOrigin: other.origin }),
  ];
  app = await startDataApp(sources, {
    now: () => nowMs,
    random: () => 1,
    limits: { retryMinMs: 1, retryMaxMs: 2, connectMs: 300 },
  });
});
afterEach(async () => await app.close());

const limited = (retryAfter?: string) =>
  answer({
    status: 429,
    body: "slow down",
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });

describe("F05 429 with Retry-After", () => {
  it.each([
    ["seconds", "7", 7_000],
    ["a date", new Date(Date.UTC(2026, 0, 1, 0, 0, 9)).toUTCString(), 9_000],
    ["a billion seconds", "1000000000", 60_000],
    ["zero", "0", 0],
    ["a negative number", "-5", 1_000],
    ["a past date", "Thu, 01 Jan 1970 00:00:00 GMT", 1_000],
    ["garbage", "soon; or not", 1_000],
  ])("%s: no call before it ends, one after", async (...[, header, waitMs]) => {
    upstream.behave(inTurn(limited(header), answer()));
    const before = upstream.requests.length;
    const first = await app.get(QUERY);
    expect([first.status, envelopeOf(first).problem.code]).toEqual([429, "RATE_LIMITED"]);
    expect(envelopeOf(first).problem.retryAfterMs).toBe(waitMs);
    expect(first.headers["retry-after"]).toBe(String(Math.max(1, waitMs / 1000)));
    if (waitMs > 0) {
      nowMs += waitMs - 1;
      const second = await app.get(QUERY);
      expect([second.status, envelopeOf(second).problem.retryAfterMs]).toEqual([429, 1]);
      expect((await app.get("other/api/v1/query?query=up")).status).toBe(200);
    }
    expect(upstream.requests.length - before).toBe(1);
    nowMs += 1;
    expect((await app.get(QUERY)).text).toBe(UP);
  });

  it("shows the clamp", async () => {
    upstream.behave(limited("1000000000"));
    expect(envelopeOf(await app.get(QUERY)).problem.detail).toBe(
      "The source asked for 1000000000 s; we wait 60 s at most",
    );
  });
});

it("F06 429 without header backs off 1-2-4-8 s, and starts over after an answer", async () => {
  upstream.behave(limited());
  const waits: unknown[] = [];
  for (let i = 0; i < 5; i += 1) {
    waits.push(envelopeOf(await app.get(QUERY)).problem.retryAfterMs);
    nowMs += 8_000;
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
  upstream.behave(inTurn(answer(), limited()));
  await app.get(QUERY);
  expect(envelopeOf(await app.get(QUERY)).problem.retryAfterMs).toBe(1_000);
});

it("F08 a 503 with Retry-After is reported with its wait instead of asked again", async () => {
  upstream.behave(answer({ status: 503, body: "busy", headers: { "retry-after": "3" } }));
  const before = upstream.requests.length;
  const got = await app.get(QUERY);
  expect([got.status, got.headers["retry-after"], upstream.requests.length - before]).toEqual([502, "3", 1]);
});

describe("F11 connection refused", () => {
  let port = 0;
  beforeEach(async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
    server.close();
    await once(server, "close");
    app.sources.set("prod", aSource({ baseOrigin: `http://127.0.0.1:${port}`, version: "2" }));
  });

  it("is said within a second, after one retry", async () => {
    const got = await app.get(QUERY);
    const { code, detail } = envelopeOf(got).problem;
    expect([got.status, code, detail]).toEqual([502, "UPSTREAM_UNREACHABLE", "The connection was refused"]);
    expect(got.tookMs).toBeLessThan(1_000);
    expect(app.events.at(-1)?.calls).toBe(2);
  });

  it("opens the breaker after 5, probes each 5 s, and leaves other sources alone", async () => {
    for (let i = 0; i < 5; i += 1) await app.get(QUERY);
    app.events.length = 0;
    const shut = await app.get(QUERY);
    expect([envelopeOf(shut).problem.retryAfterMs, app.events.at(-1)?.calls]).toEqual([5_000, 0]);
    expect((await app.get("other/api/v1/query?query=up")).status).toBe(200);
    nowMs += 5_000;
    await app.get(QUERY);
    await app.get(QUERY);
    expect(app.events.map((event) => event.calls)).toEqual([0, 1, 1, 0]);
    // Back again: the next probe closes the breaker.
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      const request = { method: "GET", target: "/", headers: [], body: "", index: 1, connection: 1 };
      socket.on("data", () => answer()(socket, request));
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
    nowMs += 5_000;
    expect((await app.get(QUERY)).status).toBe(200);
    expect((await app.get(QUERY)).status).toBe(200);
    server.close();
  });
});

it("G14 an outage of 60 s costs at most a tenth more calls, then one per probe period", async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  let connections = 0;
  server.on("connection", () => (connections += 1));
  const { port } = server.address() as AddressInfo;
  app.sources.set("prod", aSource({ baseOrigin: `http://127.0.0.1:${port}`, version: "3" }));
  for (let i = 0; i < 300; i += 1) {
    await app.get(QUERY);
    nowMs += 200;
  }
  // 5 failures to open (3 of them retries at most), then 12 periods of 5 s.
  expect(connections).toBeLessThanOrEqual(5 + 3 + 12);
  expect(connections).toBeGreaterThanOrEqual(12);
  server.close();
});

it("refuses POST once with 405 and is asked by GET from then on", async () => {
  upstream.behave((socket, request) =>
    (request.method === "POST" ? plain("", 405) : answer())(socket, request),
  );
  const before = upstream.requests.length;
  const form = {
    method: "POST",
    body: "query=up",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
  expect((await app.get("prod/api/v1/query", form)).text).toBe(UP);
  expect((await app.get("prod/api/v1/query", form)).text).toBe(UP);
  expect(upstream.requests.slice(before).map((request) => request.method)).toEqual(["POST", "GET", "GET"]);
  expect(upstream.requests.at(-1)?.target).toBe("/api/v1/query?query=up");
});

describe("ask", () => {
  it("answers a probe as text, any body", async () => {
    upstream.behave(plain("Prometheus Server is Healthy.\n", 200));
    const source = aSource({ baseOrigin: upstream.origin, prefix: "/p", healthPath: "/-/healthy" });
    expect((await app.upstreams.ask(source, "health", {})).text).toBe("Prometheus Server is Healthy.\n");
    expect(upstream.requests.at(-1)?.target).toBe("/p/-/healthy");
    upstream.behave(json('{"status":"success","data":{"version":"3.15.0"}}'));
    expect((await app.upstreams.ask(source, "buildinfo", {})).text).toContain("3.15.0");
    expect(upstream.requests.at(-1)?.target).toBe("/p/api/v1/status/buildinfo");
  });

  it("asks an operation, label values by the parameter label", async () => {
    upstream.behave(answer());
    const source = aSource({ baseOrigin: upstream.origin });
    await app.upstreams.ask(source, "label_values", { label: "a.b", "match[]": ["up", "down"] });
    expect(upstream.requests.at(-1)?.target).toBe(
      "/api/v1/label/U__a_2e_b/values?match%5B%5D=up&match%5B%5D=down",
    );
    await expect(app.upstreams.ask(source, "label_values", {})).rejects.toThrow("BAD_REQUEST");
  });

  it("throws the problem, and gives up with its signal", async () => {
    const source = aSource({ baseOrigin: upstream.origin });
    upstream.behave(plain("", 401));
    await expect(app.upstreams.ask(source, "query", { query: "1" })).rejects.toMatchObject({
      problem: { code: "UPSTREAM_AUTH" },
    });
    upstream.behave(() => undefined);
    const before = upstream.requests.length;
    const controller = new AbortController();
    const asked = app.upstreams.ask(source, "query", { query: "1" }, { signal: controller.signal });
    await upstream.untilRequests(before + 1);
    const open = upstream.open();
    controller.abort();
    await expect(asked).rejects.toThrow("abort");
    await upstream.untilOpen(open - 1, 2_000);
  });
});

it("F60 a reader that connects and says nothing takes nothing from the sources", async () => {
  const before = upstream.connections();
  const sockets = Array.from({ length: 50 }, () => connect(app.port, "127.0.0.1"));
  await Promise.all(sockets.map(async (socket) => await once(socket, "connect")));
  upstream.behave(answer());
  expect((await app.get(QUERY)).status).toBe(200);
  expect(upstream.connections() - before).toBe(1);
  for (const socket of sockets) socket.destroy();
});
