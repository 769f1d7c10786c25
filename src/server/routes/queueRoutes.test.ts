import { afterAll, beforeAll, expect, it } from "vitest";
import { queueView } from "../../contract/queue.ts";
import { hang } from "../../testing/faultUpstream/behaviours.ts";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { startFaultUpstream, until, type FaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { startTestApp, type TestApp } from "../../testing/startTestApp.ts";

let upstream: FaultUpstream;
let server: TestApp;
let trouble: string | null = null;
beforeAll(async () => {
  upstream = await startFaultUpstream(hang);
  server = await startTestApp({
    sources: [aSource({ baseOrigin: upstream.origin, timeoutMs: 20_000 })],
    upstream: { limits: { runningPerSource: 1 } },
    replicas: {
      share: async ({ ask }) => await ask(),
      trouble: () => trouble,
      close: async () => await Promise.resolve(),
    },
  });
});
afterAll(async () => {
  await server.stop();
  await upstream.close();
});

async function waiting() {
  const response = await fetch(`${server.url}/api/queue`);
  return queueView.parse(await response.json()).waiting;
}

it("T14 tells those who wait how many go first, and forgets them when they leave", async () => {
  const leaver = new AbortController();
  const asked = [0, 1, 2].map(async (i) => {
    const url = `${server.url}/api/sources/prod/api/v1/query?query=up${i}`;
    return await fetch(url, { signal: leaver.signal }).then(
      () => "answered",
      () => "left",
    );
  });
  let now = await waiting();
  await until(() => {
    void waiting().then((next) => (now = next));
    return now.length === 2;
  }, "two wait");
  expect(now.map(({ sourceId, ahead, running }) => [sourceId, ahead, running])).toEqual([
    ["prod", 0, 1],
    ["prod", 1, 1],
  ]);
  expect(new Set(now.map(({ requestId }) => requestId)).size).toBe(2);
  leaver.abort();
  expect(await Promise.all(asked)).toEqual(["left", "left", "left"]);
  await until(() => {
    void waiting().then((next) => (now = next));
    return now.length === 0;
  }, "nobody waits");
});

it("readiness tells whether replicas know each other's answers, and is none the worse for it", async () => {
  const ready = async () => {
    const response = await fetch(`${server.url}/readyz`);
    return [response.status, await response.json()];
  };
  expect(await ready()).toEqual([200, expect.objectContaining({ status: "ready", answers: "shared" })]);
  trouble = "redis";
  expect(await ready()).toEqual([200, expect.objectContaining({ status: "ready", answers: "alone" })]);
});
