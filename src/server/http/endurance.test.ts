import net from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Secret } from "../config/Secret.ts";
import { startHeldUpstream } from "../../testing/heldUpstream.ts";
import { rawExchange } from "../../testing/rawExchange.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "../../testing/startTestApp.ts";
import { withVersion } from "../sources/sourceVersion.ts";
import type { Source } from "../sources/Source.ts";

vi.setConfig({ testTimeout: 30_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function start(options: TestAppOptions): Promise<TestApp> {
  const app = await startTestApp(options);
  cleanups.push(app.stop);
  return app;
}

function sourceAt(url: string): Source {
  return withVersion({
    id: "prod",
    name: "Prod",
    kind: "prometheus",
    baseOrigin: url,
    prefix: "",
    auth: {
      type: "bearer",
      scheme: "Bearer",
      credentials: { kind: "value", secret: new Secret("canary-log") },
    },
    headers: new Map(),
    tls: { insecureSkipVerify: false },
    timeoutMs: 20_000,
    metadataTimeoutMs: 20_000,
    minStepMs: 15_000,
    origin: "config",
    allowPrivate: true,
  });
}

/** Resolves with the milliseconds after which the server hung up. */
function hungUpAfter(port: number, send: (socket: net.Socket) => void): Promise<number> {
  return new Promise((resolve) => {
    const startMs = performance.now();
    const socket = net.connect(port, "127.0.0.1", () => send(socket));
    socket.resume();
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(performance.now() - startMs));
  });
}

const drip = (socket: net.Socket, first: string) => {
  socket.write(first);
  const timer = setInterval(() => socket.write("X"), 50);
  socket.on("close", () => clearInterval(timer));
};

describe("F60 slow clients", () => {
  const limits = { headersMs: 400, requestMs: 800, keepAliveMs: 300, checkMs: 100 };
  const kinds: readonly (readonly [string, (socket: net.Socket) => void])[] = [
    ["a connection without a byte", () => undefined],
    ["a head that drips", (socket) => drip(socket, "GET / HTTP/1.1\r\nX-A: ")],
    [
      "a body that drips",
      (socket) =>
        drip(
          socket,
          `POST /api/sources HTTP/1.1\r\nHost: 127.0.0.1:${socket.remotePort}\r\nX-Sightglass: 1\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{`,
        ),
    ],
    [
      "a kept connection without a next request",
      (socket) => socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${socket.remotePort}\r\n\r\n`),
    ],
  ];
  it.each(kinds)("F60 %s is cut", async (_name, send) => {
    const app = await start({ limits });
    expect(await hungUpAfter(app.port, send)).toBeLessThan(5_000);
  });

  it("F60 a reader that stops reading is cut", async () => {
    const large = { type: "text/css", plain: Buffer.alloc(32 * 1024 * 1024), encoded: {}, isImmutable: true };
    const assets = { find: () => large, document: () => "" };
    const app = await start({ limits: { ...limits, answerMs: 500 }, assets });
    const socket = net.connect(app.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`GET /assets/x.css HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n\r\n`);
    // Never read: what the server wrote fills the buffers of both sides.
    socket.pause();
    await expect
      .poll(() => app.log.find((line) => line.includes('"isAborted":true')), { timeout: 10_000 })
      .toBeDefined();
    socket.destroy();
  });

  it("F60 500 of them keep nobody else waiting", async () => {
    const app = await start({ limits: { ...limits, headersMs: 3_000, requestMs: 4_000 } });
    const cut = Array.from({ length: 500 }, () =>
      hungUpAfter(app.port, (socket) => socket.write("GET / HTTP/1.1\r\nX-A: b")),
    );
    const times: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      const startMs = performance.now();
      expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
      times.push(performance.now() - startMs);
    }
    expect(times.toSorted((a, b) => a - b)[25]).toBeLessThan(250);
    await Promise.all(cut);
  });
});

describe("F54 what does not finish in time", () => {
  it("F54 gets SHUTTING_DOWN in the envelope, with Retry-After", async () => {
    const upstream = await startHeldUpstream();
    cleanups.push(upstream.stop);
    const app = await start({ sources: [sourceAt(upstream.url)], limits: { drainMs: 300 } });
    const answer = fetch(`${app.url}/api/sources/prod/api/v1/query?query=1`);
    await upstream.arrivals(1);
    const drained = app.app.drain();
    const response = await answer;
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.json()).toMatchObject({
      status: "error",
      errorType: "unavailable",
      problem: { code: "SHUTTING_DOWN" },
    });
    expect(await drained).toBe(false);
  });

  it("F54 fails visibly when its answer has begun: never a short 200", async () => {
    const upstream = await startHeldUpstream({ begins: true });
    cleanups.push(upstream.stop);
    const app = await start({ sources: [sourceAt(upstream.url)], limits: { drainMs: 300 } });
    const response = await fetch(`${app.url}/api/sources/prod/api/v1/query?query=1`);
    const body = response.text();
    const outcome = expect(body).rejects.toThrow();
    await app.app.drain();
    await outcome;
    expect(response.status).toBe(200);
  });

  it("F54 a small answer that came half is an error: nothing of it was sent yet", async () => {
    const upstream = await startHeldUpstream({ begins: "with-length" });
    cleanups.push(upstream.stop);
    const app = await start({ sources: [sourceAt(upstream.url)], limits: { drainMs: 300 } });
    const answer = fetch(`${app.url}/api/sources/prod/api/v1/query?query=1`);
    await upstream.arrivals(1);
    await app.app.drain();
    expect((await answer).status).toBe(503);
    expect(await (await answer).json()).toMatchObject({ problem: { code: "SHUTTING_DOWN" } });
  });

  it("F54 nothing new is begun meanwhile", async () => {
    const upstream = await startHeldUpstream();
    cleanups.push(upstream.stop);
    const app = await start({ sources: [sourceAt(upstream.url)], limits: { drainMs: 2_000 } });
    const socket = net.connect(app.port, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    // One answer makes sure that the connection was accepted.
    const heard = new Promise((resolve) => socket.once("data", resolve));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n\r\n`);
    await heard;
    const running = fetch(`${app.url}/api/sources/prod/api/v1/query?query=1`);
    await upstream.arrivals(1);
    const drained = app.app.drain();
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      `GET /api/sources/prod/api/v1/query?query=2 HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n\r\n`,
    );
    await closed;
    expect(text).toMatch(/^HTTP\/1\.1 503[^]*SHUTTING_DOWN/);
    upstream.release();
    expect((await running).status).toBe(200);
    expect(await drained).toBe(true);
    expect(upstream.arrived()).toBe(1);
  });
});

describe("F62 a blocked process", () => {
  it("F62 says on /healthz that it was busy", async () => {
    const app = await start({});
    const health = async () =>
      (await (await fetch(`${app.url}/healthz`)).json()) as { status: string; loopDelayMs: number };
    expect((await health()).status).toBe("ok");
    const untilMs = performance.now() + 2_000;
    // The blocking is the point: what the loop does while one turn takes two seconds.
    while (performance.now() < untilMs) Math.random();
    const after = await health();
    expect(after.status).toBe("busy");
    expect(after.loopDelayMs).toBeGreaterThan(1_500);
  });
});

describe("S05 routes", () => {
  it("S05 a route that declares nobody keeps the server from being built", async () => {
    const app = await start({});
    const { guardRoutes } = await import("../auth/access.ts");
    const { default: fastify } = await import("fastify");
    const bare = fastify();
    const { openToAll } = await import("../auth/Authenticator.ts");
    const { LOCAL } = await import("../auth/Principal.ts");
    const { Peers } = await import("./Peers.ts");
    guardRoutes(bare, { authenticator: openToAll(LOCAL), peers: new Peers([]) });
    expect(() => bare.get("/x", () => "open")).toThrow("Route GET /x does not declare who may call it");
    expect(() => bare.get("/y", { config: { access: "everybody" as never } }, () => "open")).toThrow("/y");
    expect(() => bare.get("/z", { config: { access: "own-read" } }, () => "open")).toThrow("which role");
    const open = { access: "page", role: "viewer" } as const;
    expect(() => bare.get("/w", { config: open }, () => "open")).toThrow('must be "anyone"');
    await bare.close();
    expect(app.registry.list()).toEqual([]);
  });
});

describe("T16 the log", () => {
  const forged = [
    'up{a="\r\n{\\"level\\":\\"info\\"}"}',
    "up\u001b[31m",
    "canary-query-text",
    "\u0000\u2028\u2029",
    "x".repeat(9_000),
  ];

  it("T16 has one JSON line per event, of known fields, without query text, whatever is sent", async () => {
    const upstream = await startHeldUpstream();
    cleanups.push(upstream.stop);
    upstream.release();
    const app = await start({ sources: [sourceAt(upstream.url)], logLevel: "trace" });
    for (const query of forged) {
      await fetch(`${app.url}/api/sources/prod/api/v1/query?query=${encodeURIComponent(query)}`).then(
        (answer) => answer.text(),
      );
      await fetch(`${app.url}/api/sources/prod/api/v1/query`, {
        method: "POST",
        body: new URLSearchParams({ query }),
      }).then((answer) => answer.text());
      await fetch(`${app.url}/${encodeURIComponent(query)}`, {
        headers: { "user-agent": "canary-agent" },
      }).then((answer) => answer.text());
      await rawExchange(
        app.port,
        `GET /x HTTP/1.1\r\nHost: canary-host\r\nX-A: ${encodeURIComponent(query)}\r\n\r\n`,
      );
    }
    const lines = app.log
      .join("")
      .split("\n")
      .filter((line) => line !== "");
    expect(lines).toHaveLength(forged.length * 4);
    const fields = [
      "bytes",
      "code",
      "durationMs",
      "event",
      "isAborted",
      "level",
      "method",
      "queryHash",
      "queryLength",
      "requestId",
      "route",
      "sourceId",
      "status",
      "time",
    ];
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line) as object).filter((key) => !fields.includes(key))).toEqual([]);
      expect(line).toMatch(/^[\x20-\x7e]+$/);
      expect(line.length).toBeLessThan(4_096);
    }
    expect(lines.join("\n")).not.toContain("canary");
    expect(
      new Set(lines.map((line) => (JSON.parse(line) as { queryHash?: string }).queryHash)).size,
    ).toBeGreaterThan(forged.length - 1);
  });
});
