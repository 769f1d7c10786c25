import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { answer, hang, inTurn, raw, rawThenEnd, UP } from "../../testing/faultUpstream/behaviours.ts";
import { aSource, envelopeOf, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  until,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";

const LIMITS = { connectMs: 20_000, retryMinMs: 1, retryMaxMs: 2, retryShare: 1 };
let upstream: FaultUpstream;
let app: DataApp;
const sockets: Socket[] = [];
let asked = 0;

async function fresh(behaviour: Behaviour, onConnection?: (socket: Socket) => void): Promise<void> {
  sockets.length = 0;
  upstream = await startFaultUpstream(behaviour, {
    onConnection: (socket) => {
      sockets.push(socket);
      onConnection?.(socket);
    },
  });
  app = await startDataApp([aSource({ baseOrigin: upstream.origin })], { limits: LIMITS });
}
afterEach(async () => {
  await app.close();
  await upstream.close();
});

async function ask(): Promise<string> {
  asked += 1;
  const got = await app.get(`prod/api/v1/query?query=up&time=${asked}`);
  return got.status === 200 ? got.text : envelopeOf(got).problem.code;
}

describe("a connection", () => {
  it("carries one question after another, and as many as run at once", async () => {
    await fresh(answer());
    for (let i = 0; i < 5; i += 1) expect(await ask()).toBe(UP);
    expect(upstream.connections()).toBe(1);
    expect(new Set(await Promise.all(Array.from({ length: 8 }, ask)))).toEqual(new Set([UP]));
    expect(upstream.connections()).toBeLessThanOrEqual(8);
  });

  it.each<[string, Behaviour]>([
    ["connection: close", answer({ headers: { connection: "close" } })],
    [
      "HTTP/1.0",
      raw(`HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${UP.length}\r\n\r\n${UP}`),
    ],
    ["a keep-alive too short to be met", answer({ headers: { "keep-alive": "timeout=2" } })],
    ["no length", rawThenEnd(`HTTP/1.1 200 OK\r\n\r\n${UP}`)],
    ["bytes behind the answer", raw(`HTTP/1.1 200 OK\r\ncontent-length: ${UP.length}\r\n\r\n${UP}HTTP/1.1 `)],
  ])("is not used again after %s", async (_name, behaviour) => {
    await fresh(behaviour);
    for (let i = 1; i <= 3; i += 1) {
      expect(await ask()).toBe(UP);
      await upstream.untilOpen(0);
      expect(upstream.connections()).toBe(i);
    }
  });

  it("is let go before its server's own limit ends it", async () => {
    await fresh(answer({ headers: { "keep-alive": "timeout=3" } }));
    await ask();
    await ask();
    expect([upstream.connections(), upstream.open()]).toEqual([1, 1]);
    await upstream.untilOpen(0);
  });

  it("S28 F21 is let go when bytes come that nobody asked for", async () => {
    await fresh(answer());
    await ask();
    sockets[0]?.write(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}`);
    await upstream.untilOpen(0);
    expect(await ask()).toBe(UP);
    expect(upstream.connections()).toBe(2);
  });

  it("is not used again when its server hung up, and a question that it took with it is asked once more", async () => {
    await fresh(answer());
    await ask();
    sockets[0]?.end();
    await upstream.untilOpen(0);
    expect(await ask()).toBe(UP);
    upstream.behave(inTurn((socket) => socket.destroy(), answer()));
    expect(await ask()).toBe(UP);
    expect(upstream.requests.length).toBe(4);
  });

  it("on which the server speaks first is no HTTP", async () => {
    await fresh(hang, (socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n"));
    expect(await ask()).toBe("UPSTREAM_PROTOCOL");
    await upstream.untilOpen(0);
  });
});

describe("the connections of a source", () => {
  it("end with it, those in use once their answer is complete", async () => {
    let finish = (): void => undefined;
    await fresh((socket, request) => {
      if (request.index === 1) answer()(socket, request);
      else finish = () => answer()(socket, request);
    });
    await ask();
    const running = ask();
    await upstream.untilRequests(2);
    app.upstreams.forget("prod");
    expect(upstream.open()).toBe(1);
    finish();
    expect(await running).toBe(UP);
    await upstream.untilOpen(0);
  });

  it("that still connect end when nobody waits for them any more", async () => {
    await fresh(hang);
    // A TLS handshake that is never answered.
    app.sources.set(
      "prod",
      aSource({ baseOrigin: upstream.origin.replace("http:", "https:"), version: "2" }),
    );
    const left = new AbortController();
    const got = app.get("prod/api/v1/query?query=up", { signal: left.signal });
    await upstream.untilOpen(1);
    left.abort();
    await expect(got).rejects.toThrow("abort");
    await upstream.untilOpen(0);
    await until(() => app.events.length === 1, "reported");
  });
});
