import { createHash } from "node:crypto";
import { once } from "node:events";
import { get as httpGet, type IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  chunk,
  CHUNKED,
  flood,
  hang,
  plain,
  raw,
  UP,
} from "../../testing/faultUpstream/behaviours.ts";
import {
  aSource,
  bearer,
  envelopeOf,
  startDataApp,
  type DataApp,
  type Got,
} from "../../testing/faultUpstream/dataApp.ts";
import { shortestMs } from "../../testing/shortestMs.ts";
import {
  startFaultUpstream,
  until,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";
import type { UpstreamLimits } from "./limits.ts";

const QUERY = "prod/api/v1/query?query=up";
let upstream: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());
afterEach(async () => await app.close());

async function fresh(limits: Partial<UpstreamLimits> = {}, timeoutMs = 15_000): Promise<void> {
  upstream.requests.length = 0;
  const sources = ["prod", "other"].map((id) => aSource({ id, baseOrigin: upstream.origin, timeoutMs }));
  app = await startDataApp(sources, { limits: { retryMinMs: 1, retryMaxMs: 2, ...limits } });
}

const range = (text: string) => `prod/api/v1/query_range?query=up&${text}`;

/** Answers only when told: `open()` lets every waiting and coming request through. */
function gated(then: Behaviour): { readonly behaviour: Behaviour; open(): void } {
  let isOpen = false;
  const waiting: (() => void)[] = [];
  return {
    behaviour: (socket, request) => {
      if (isOpen) then(socket, request);
      else waiting.push(() => then(socket, request));
    },
    open: () => {
      isOpen = true;
      for (const go of waiting) go();
    },
  };
}

/** Starts `count` requests and waits until all of them reached the server. */
async function many(
  count: number,
  path = QUERY,
  signals: readonly AbortController[] = [],
): Promise<Promise<Got>[]> {
  let arrived = 0;
  app.app.server.on("request", () => (arrived += 1));
  const asked = Array.from({ length: count }, async (_value, i) => {
    const signal = signals[i]?.signal;
    return await app.get(path, signal === undefined ? {} : { signal });
  });
  for (const one of asked) one.catch(() => undefined);
  await until(() => arrived >= count, `${count} arrived`);
  return asked;
}

describe("F57 identical requests", () => {
  it("G5 1,000 of them are one call with 1,000 equal bodies", async () => {
    await fresh();
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const asked = await many(1_000);
    gate.open();
    const got = await Promise.all(asked);
    expect(new Set(got.map((one) => one.text))).toEqual(new Set([UP]));
    expect(upstream.requests.length).toBe(1);
    expect(app.events.reduce((sum, event) => sum + event.calls, 0)).toBe(1);
  });

  it("G5 the leader and half of the others leaving fails nobody", async () => {
    await fresh();
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const leavers = Array.from({ length: 100 }, () => new AbortController());
    const asked = await many(200, QUERY, leavers);
    for (const leaver of leavers) leaver.abort();
    await until(() => app.events.length === 100, "100 left");
    gate.open();
    const got = await Promise.all(asked.slice(100));
    expect(got.every((one) => one.text === UP)).toBe(true);
    expect(upstream.requests.length).toBe(1);
  });

  it("the last one leaving ends the call", async () => {
    await fresh();
    upstream.behave(hang);
    const leavers = Array.from({ length: 10 }, () => new AbortController());
    const asked = await many(10, QUERY, leavers);
    await upstream.untilOpen(1);
    for (const leaver of leavers) leaver.abort();
    await upstream.untilOpen(0, 2_000);
    await until(() => app.events.length === 10, "10 reported");
    expect(app.events.map((event) => event.outcome)).toEqual(Array(10).fill("aborted"));
    expect((await Promise.allSettled(asked)).every((one) => one.status === "rejected")).toBe(true);
  });

  it("an error reaches all of them and is not kept", async () => {
    await fresh();
    const gate = gated(plain("no", 400));
    upstream.behave(gate.behaviour);
    const asked = await many(20);
    gate.open();
    const got = await Promise.all(asked);
    expect(new Set(got.map((one) => `${one.status} ${envelopeOf(one).problem.code}`))).toEqual(
      new Set(["400 QUERY_REJECTED"]),
    );
    expect(new Set(got.map((one) => envelopeOf(one).problem.requestId)).size).toBe(20);
    upstream.behave(answer());
    expect((await app.get(QUERY)).text).toBe(UP);
    expect(upstream.requests.length).toBe(2);
  });

  it("S16 other sources, versions, ranges, steps and encodings never merge", async () => {
    await fresh();
    const gate = gated((socket, request) =>
      answer({ body: `{"target":"${request.target}"}` })(socket, request),
    );
    upstream.behave(gate.behaviour);
    const paths = [
      QUERY,
      "other/api/v1/query?query=up",
      `${QUERY}&time=1`,
      range("start=1&end=2&step=1"),
      range("start=1&end=2&step=2"),
      "prod/api/v1/labels",
      "prod/api/v1/label/a/values",
      "prod/api/v1/label/b/values",
    ];
    const asked = paths.map(async (path) => await app.get(path));
    asked.push(app.get(QUERY, { headers: { "accept-encoding": "gzip" } }));
    await upstream.untilRequests(9);
    app.sources.set("prod", aSource({ baseOrigin: upstream.origin, version: "2", auth: bearer("new") }));
    asked.push(app.get(QUERY));
    await upstream.untilRequests(10);
    gate.open();
    expect((await Promise.all(asked)).map((got) => got.status)).toEqual(Array(10).fill(200));
    expect(upstream.requests.length).toBe(10);
  });

  it("who comes after the first byte starts a call of its own", async () => {
    await fresh();
    upstream.behave((socket) => {
      socket.write(CHUNKED + chunk("{"));
    });
    const first = httpGet(`${app.origin}/api/sources/${QUERY}`);
    await once(first, "response");
    upstream.behave(answer());
    expect((await app.get(QUERY)).text).toBe(UP);
    expect(upstream.requests.length).toBe(2);
    first.on("error", () => undefined).destroy();
  });

  it("a reader that stops reading is cut alone, and holds the others up for a bounded time", async () => {
    await fresh({ lagBytes: 256 * 1024, lagMs: 1_000 }, 30_000);
    const megabyte = Buffer.alloc(1024 * 1024, 0x20);
    const gate = gated((socket) => {
      const head = `HTTP/1.1 200 OK\r\ncontent-length: ${24 * megabyte.length + 1}\r\n\r\n{`;
      flood(
        head,
        megabyte,
        24,
      )(socket, { method: "", target: "", headers: [], body: "", index: 1, connection: 1 });
    });
    upstream.behave(gate.behaviour);
    const stuck = httpGet(`${app.origin}/api/sources/${QUERY}`, { agent: false });
    const stopped = once(stuck, "response") as Promise<[IncomingMessage]>;
    await upstream.untilRequests(1);
    const asked = await many(3);
    gate.open();
    const [response] = await stopped;
    response.pause();
    const got = await Promise.all(asked);
    const whole = `false ${24 * megabyte.length + 1}`;
    expect(got.map((one) => `${one.isBroken} ${one.bytes.length}`)).toEqual([whole, whole, whole]);
    expect(Math.max(...got.map((one) => one.tookMs))).toBeLessThan(15_000);
    expect(app.events.map((event) => event.outcome).toSorted()).toEqual(["OVERLOADED", "ok", "ok", "ok"]);
    expect(upstream.requests.length).toBe(1);
    stuck.on("error", () => undefined).destroy();
  }, 40_000);
});

describe("F56 a reader that leaves", () => {
  it("G6 takes its call to the source along within 250 ms, 20 at once, whatever the state", async () => {
    await fresh({ runningPerSource: 64 });
    upstream.behave((socket, request) => {
      // Half of them before the head, half in the middle of a body.
      if (request.index % 2 === 0) socket.write(CHUNKED + chunk("{"));
    });
    const freedMs = await shortestMs(250, async () => {
      upstream.requests.length = 0;
      app.events.length = 0;
      const leavers = Array.from({ length: 20 }, () => new AbortController());
      const asked = leavers.map(async ({ signal }, i) => await app.get(`${QUERY}${i}`, { signal }));
      for (const one of asked) one.catch(() => undefined);
      await upstream.untilRequests(20);
      const startMs = performance.now();
      for (const leaver of leavers) leaver.abort();
      await upstream.untilOpen(0);
      const tookMs = performance.now() - startMs;
      await until(() => app.events.length === 20, "20 reported");
      expect(app.events.every((event) => event.outcome === "aborted")).toBe(true);
      return tookMs;
    });
    expect(freedMs).toBeLessThan(250);
  });

  it("leaves the queue, and the ones behind it move up", async () => {
    await fresh({ runningPerSource: 1 });
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const first = app.get(QUERY);
    await upstream.untilRequests(1);
    const leaver = new AbortController();
    const [second] = await many(1, `${QUERY}2`, [leaver]);
    const [third] = await many(1, `${QUERY}3`);
    leaver.abort();
    await second?.catch(() => undefined);
    gate.open();
    expect([(await first).status, (await third)?.status]).toEqual([200, 200]);
    expect(upstream.requests.map((request) => request.target.at(-1))).toEqual(["p", "3"]);
  });
});

describe("slots", () => {
  it("run so many per source and in all, and refuse what the queue cannot hold with 503 and Retry-After", async () => {
    await fresh({ runningPerSource: 3, queuedPerSource: 4, runningTotal: 5 });
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const asked = Array.from({ length: 7 }, async (_value, i) => await app.get(`${QUERY}${i}`));
    await upstream.untilRequests(3);
    const others = Array.from(
      { length: 3 },
      async (_value, i) => await app.get(`other/api/v1/query?query=up${i}`),
    );
    await upstream.untilRequests(5);
    await until(() => app.events.length === 0 && upstream.requests.length === 5, "5 running");
    const [refused] = await Promise.all(await many(1, `${QUERY}9`));
    expect([refused?.status, refused?.headers["retry-after"]]).toEqual([503, "1"]);
    gate.open();
    const all = await Promise.all([...asked, ...others]);
    expect(all.map((got) => got.status)).toEqual(Array(10).fill(200));
  });
});

describe("F58 many large answers", () => {
  it("S25 G2 60 readers of 2 MB, some of them slow, stay within 96 MiB of growth", async () => {
    await fresh();
    const body = Buffer.concat([Buffer.from("["), Buffer.alloc(2_000_000, 0x31), Buffer.from("]")]);
    const expected = createHash("sha256").update(body).digest("hex");
    upstream.behave((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`);
      socket.write(body);
    });
    const beforeBytes = process.memoryUsage.rss();
    let peakBytes = 0;
    const timer = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 5);
    const hashes = await Promise.all(
      Array.from(
        { length: 60 },
        async (_value, i) => await hashOf(`${app.origin}/api/sources/${QUERY}${i}`, i % 4 === 0),
      ),
    );
    clearInterval(timer);
    expect(new Set(hashes)).toEqual(new Set([expected]));
    expect((peakBytes - beforeBytes) / 2 ** 20).toBeLessThan(96);
  }, 20_000);
});

/** Reads without keeping; a slow reader rests at every chunk. */
async function hashOf(url: string, isSlow: boolean): Promise<string> {
  const request = httpGet(url, { agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const hash = createHash("sha256");
  for await (const data of response) {
    hash.update(data as Buffer);
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return hash.digest("hex");
}

describe("F54 close", () => {
  it("lets what runs finish, refuses what comes", async () => {
    await fresh();
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const running = app.get(QUERY);
    await upstream.untilRequests(1);
    const closing = app.upstreams.close({ graceMs: 2_000 });
    expect(envelopeOf(await app.get(`${QUERY}2`)).problem.code).toBe("SHUTTING_DOWN");
    gate.open();
    expect((await running).text).toBe(UP);
    await closing;
    await upstream.untilOpen(0);
  });

  it("ends the rest after the grace: 503 before the first byte, a broken stream after", async () => {
    await fresh();
    upstream.behave((socket, request) =>
      (request.index === 1 ? hang : raw(CHUNKED, chunk("{")))(socket, request),
    );
    const waiting = app.get(QUERY);
    await upstream.untilRequests(1);
    const stream = app.get(`${QUERY}2`);
    await upstream.untilRequests(2);
    await until(() => app.events.length === 0, "both running");
    await app.upstreams.close({ graceMs: 50 });
    const first = await waiting;
    expect([first.status, envelopeOf(first).problem.code, first.headers["retry-after"]]).toEqual([
      503,
      "SHUTTING_DOWN",
      "1",
    ]);
    expect((await stream).isBroken).toBe(true);
  });

  it("F55 a changed source finishes on its old connections and asks anew on new ones", async () => {
    await fresh();
    const gate = gated(answer());
    upstream.behave(gate.behaviour);
    const old = app.get(QUERY);
    await upstream.untilRequests(1);
    app.sources.set("prod", aSource({ baseOrigin: upstream.origin, version: "2", auth: bearer("new") }));
    const next = app.get(QUERY);
    await upstream.untilRequests(2);
    gate.open();
    expect([(await old).text, (await next).text]).toEqual([UP, UP]);
    expect(
      upstream.requests.map((request) => request.headers.some(([name]) => name === "authorization")),
    ).toEqual([false, true]);
    app.upstreams.forget("prod");
    expect((await app.get(QUERY)).text).toBe(UP);
  });
});
