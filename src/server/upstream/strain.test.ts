import { once } from "node:events";
import { get } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { answer, flood, hang, UP } from "../../testing/faultUpstream/behaviours.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, until, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";

const MIB = 2 ** 20;
const SLOW = 24;
let upstream: FaultUpstream;
let good: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
  good = await startFaultUpstream(answer());
});
afterAll(async () => await Promise.all([upstream.close(), good.close()]));
afterEach(async () => await app.close());

async function fresh(over: Parameters<typeof aSource>[0] = {}): Promise<void> {
  const sources = [
    aSource({ baseOrigin: upstream.origin, timeoutMs: 20_000, ...over }),
    aSource({ id: "good", baseOrigin: good.origin, timeoutMs: 20_000 }),
  ];
  app = await startDataApp(sources, { limits: { runningPerSource: 64, runningTotal: 128 } });
}

/** Highest growth of the process' memory in MiB while `work` runs. */
async function growthMib(work: () => Promise<unknown>): Promise<number> {
  const beforeBytes = process.memoryUsage.rss();
  let peakBytes = beforeBytes;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 5);
  await work();
  clearInterval(timer);
  return (peakBytes - beforeBytes) / MIB;
}

async function timesOfGood(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const got = await app.get(`good/api/v1/query?query=up${i}`);
    expect(got.text).toBe(UP);
    times.push(got.tookMs);
  }
  return times.toSorted((a, b) => a - b);
}

it("F30 G3 50 gzip bombs at once are all refused, cost little memory and hold nobody else up", async () => {
  await fresh();
  const bomb = gzipSync(Buffer.concat([Buffer.from("{"), Buffer.alloc(16 * MIB, 0x20)]));
  upstream.behave(answer({ body: bomb, headers: { "content-encoding": "gzip" } }));
  const [quietMs = 0] = (await timesOfGood(20)).slice(-1);
  let beside: number[] = [];
  const grownMib = await growthMib(async () => {
    const bombs = Array.from({ length: 50 }, async (_value, i) => await isWhole(`query=b${i}`));
    beside = await timesOfGood(20);
    expect(await Promise.all(bombs)).toEqual(Array(50).fill(false));
  });
  expect(app.events.filter((event) => event.outcome === "TOO_LARGE").length).toBe(50);
  // All of them inflated would be 800 MiB.
  expect(grownMib).toBeLessThan(160);
  expect(beside[10]).toBeLessThan(250 + 20 * quietMs);
}, 40_000);

/** Reads an answer without keeping it; true when it ended as it should. */
async function isWhole(query: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const request = get(`${app.origin}/api/sources/prod/api/v1/query?${query}`, { agent: false });
    request.on("error", () => resolve(false));
    request.on("response", (response) => {
      response.on("error", () => undefined).resume();
      response.on("close", () => resolve(response.complete && response.statusCode === 200));
    });
  });
}

it("S25 readers of 1 KB/s are cut at the deadline, hold little, and the source is let go", async () => {
  await fresh({ timeoutMs: 1_500 });
  const bytes = Buffer.alloc(MIB, 0x20);
  upstream.behave(flood(`HTTP/1.1 200 OK\r\ncontent-length: ${32 * MIB + 1}\r\n\r\n{`, bytes, 32));
  const startMs = performance.now();
  const grownMib = await growthMib(async () => {
    const allCut = until(() => app.events.length === SLOW, "all are cut", 20_000);
    const bytesRead = await Promise.all(
      Array.from({ length: SLOW }, (_value, i) => readSlowly(`query=s${i}`, allCut)),
    );
    // Cut: none got its 32 MiB, and none was told it had.
    expect(Math.max(...bytesRead)).toBeLessThan(32 * MIB);
  });
  expect(performance.now() - startMs).toBeGreaterThan(1_400);
  expect(app.events.filter((event) => event.outcome === "ok")).toEqual([]);
  await upstream.untilOpen(0);
  // Of 768 MiB.
  expect(grownMib).toBeLessThan(128);
}, 40_000);

/** Takes 1 KiB a second until all are cut; resolves with the bytes that came in all. */
async function readSlowly(query: string, allCut: Promise<void>): Promise<number> {
  const socket = connect(app.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`GET /api/sources/prod/api/v1/query?${query} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  const timer = setInterval(() => socket.read(1024), 1_000);
  socket.on("readable", () => undefined);
  await allCut;
  // What the kernel holds may still be read; then the connection is found closed.
  clearInterval(timer);
  socket.removeAllListeners("readable");
  socket.resume();
  if (!socket.closed) await once(socket, "close");
  return socket.bytesRead;
}

it("F16 questions about names have a deadline of their own", async () => {
  await fresh({ timeoutMs: 20_000, metadataTimeoutMs: 300 });
  upstream.behave(hang);
  for (const path of ["labels", "label/job/values", "series?match[]=up", "metadata"]) {
    const got = await app.get(`prod/api/v1/${path}`);
    expect([got.status, envelopeOf(got).problem.code]).toEqual([504, "UPSTREAM_TIMEOUT"]);
    expect(got.tookMs).toBeLessThan(5_000);
  }
  const query = app.get("prod/api/v1/query?query=up");
  const before = upstream.requests.length;
  await upstream.untilRequests(before + 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(app.events.length).toBe(4);
  await app.upstreams.close({ graceMs: 0 });
  expect((await query).status).toBe(503);
});
