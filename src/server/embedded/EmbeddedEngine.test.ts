import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SourceCheck } from "../../contract/sources.ts";
import { answer } from "../../testing/faultUpstream/behaviours.ts";
import { startFaultUpstream } from "../../testing/faultUpstream/FaultUpstream.ts";
import { startTestApp, type TestApp } from "../../testing/startTestApp.ts";
import { embeddedSources } from "../sources/embeddedSources.ts";
import { startThread, type StartThread } from "./startThread.ts";

// What becomes of the readers, and of the samples, when the engine's thread dies.

/** About a second and a half. */
const SLOW_QUERY = "sum(count_over_time(sum(up)[1d:1s]))";
/** The thread takes some seconds to begin on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 50 };
vi.setConfig({ testTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** The product with the demo, Sightglass' own metrics, and this way to start a thread. */
async function startWith(thread: StartThread): Promise<TestApp> {
  const sources = embeddedSources({ demo: true, hasOthers: false });
  const app = await startTestApp({ hasEngine: true, sources, startThread: thread });
  cleanups.push(app.stop);
  return app;
}

const own = { "x-sightglass": "1" };

async function addPage(app: TestApp, text: string): Promise<void> {
  const headers = { "content-type": "application/openmetrics-text; version=1.0.0" };
  const exporter = await startFaultUpstream(answer({ body: text, headers }));
  cleanups.push(() => exporter.close());
  const draft = { name: "page", kind: "openmetrics", url: exporter.origin, auth: { type: "none" } };
  const body = JSON.stringify({ ...draft, scrapeIntervalMs: 1_000 });
  const json = { ...own, "content-type": "application/json" };
  expect((await fetch(`${app.url}/api/sources`, { method: "POST", headers: json, body })).status).toBe(201);
}

async function addFile(app: TestApp, name: string, body: string): Promise<void> {
  const headers = { ...own, "content-type": "text/plain" };
  const url = `${app.url}/api/sources/files?name=${name}`;
  const response = await fetch(url, { method: "POST", headers, body });
  expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: {
    readonly data?: { readonly result: readonly { readonly values?: readonly [number, string][] }[] };
    readonly problem?: { readonly code: string; readonly detail?: string };
  };
}

/** At this moment, unless the query has more parameters after it: "up&start=…". */
async function ask(app: TestApp, id: string, query: string): Promise<Answer> {
  const [text = "", ...more] = query.split("&");
  const operation = more.length === 0 ? "query" : "query_range";
  const parameters = [encodeURIComponent(text), ...more].join("&");
  const response = await fetch(`${app.url}/api/sources/${id}/api/v1/${operation}?query=${parameters}`);
  const body = (await response.json()) as Answer["body"];
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body };
}

async function stepOf(app: TestApp, id: string, name: string) {
  const { steps } = (await (await fetch(`${app.url}/api/sources/${id}/check`)).json()) as SourceCheck;
  return steps.find((step) => step.name === name);
}

async function metric(app: TestApp, name: string): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

/** Epoch seconds of the samples that a page's ring holds. */
async function scrapedAt(app: TestApp): Promise<readonly number[]> {
  const { body } = await ask(app, "page", "a_total[1h]");
  return body.data?.result[0]?.values?.map(([time]) => time) ?? [];
}

describe("a thread that dies", () => {
  it("is replaced: rings begin anew, files are read again, the demo is as it was, and it is said", async () => {
    const threads: Worker[] = [];
    const app = await startWith((socketPath) => {
      const thread = startThread(socketPath);
      threads.push(thread);
      return thread;
    });
    await addPage(app, "# TYPE a counter\na_total 1\n# EOF\n");
    await addFile(app, "night", "# TYPE b gauge\nb 1 1700000000\nb 2 1700000060\n# EOF\n");
    const told = () =>
      Promise.all([
        ask(app, "demo-metrics", "sum by (job) (up)&start=1795009000&end=1795010000&step=60"),
        ask(app, "night", "b&start=1700000000&end=1700000100&step=10"),
      ]);
    await vi.waitFor(async () => expect((await scrapedAt(app)).length).toBeGreaterThan(1), PATIENT);
    const before = await told();
    expect(before.map(({ status }) => status)).toEqual([200, 200]);
    // More at once than may be asked again by themselves.
    const asked = Array.from({ length: 12 }, (_, i) => ask(app, "demo-metrics", `${SLOW_QUERY} + ${i}`));
    await vi.waitFor(
      async () => expect(await metric(app, "sightglass_http_requests_in_flight")).toBe(13),
      PATIENT,
    );
    const diedS = Date.now() / 1000;
    await threads[0]?.terminate();
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body } of refused)
      expect([status, body.problem?.code, body.problem?.detail]).toEqual([
        502,
        "UPSTREAM_UNREACHABLE",
        "The engine that answers for it ended before it had answered, and is started again",
      ]);
    // The next thread has nothing of the last one's.
    expect(await told()).toEqual(before);
    await vi.waitFor(async () => expect((await scrapedAt(app)).length).toBeGreaterThan(0), PATIENT);
    expect(Math.min(...(await scrapedAt(app)))).toBeGreaterThan(diedS);
    expect(threads).toHaveLength(2);
    expect(await stepOf(app, "page", "Engine")).toMatchObject({
      state: "warn",
      text: expect.stringMatching(
        /^It ended \d+s ago and was started again; what was scraped before is gone$/,
      ),
    });
    expect(await metric(app, "sightglass_engine_restarts_total")).toBe(1);
  });

  it("is replaced when it ran out of memory, which is said", async () => {
    const file = new URL("../../engine/thread/engineThread.ts", import.meta.url);
    let starts = 0;
    const app = await startWith((socketPath) => {
      starts += 1;
      if (starts > 1) return startThread(socketPath);
      // Not enough for its code.
      return new Worker(file, { workerData: { socketPath }, resourceLimits: { maxOldGenerationSizeMb: 4 } });
    });
    expect((await ask(app, "demo-metrics", "sum(up)")).status).toBe(200);
    expect(starts).toBe(2);
    expect((await stepOf(app, "demo-metrics", "Engine"))?.text).toMatch(
      /^It ran out of memory \d+s ago and was started again/,
    );
  });
});

it("F61 a thread that dies again and again is started after longer pauses, and readers are told at once", async () => {
  const startsMs: number[] = [];
  const app = await startWith(() => {
    startsMs.push(performance.now());
    return new Worker("throw new Error('planned')", { eval: true });
  });
  await vi.waitFor(() => expect(startsMs).toHaveLength(5), PATIENT);
  const pauses = startsMs.slice(1).map((ms, index) => ms - (startsMs[index] ?? 0));
  for (const [index, leastMs] of [500, 1_000, 2_000, 4_000].entries())
    expect(pauses[index]).toBeGreaterThan(leastMs * 0.99);
  await vi.waitFor(async () => {
    expect((await stepOf(app, "demo-metrics", "Engine"))?.text).toContain(
      "(5 times in all), and is started again in",
    );
  }, PATIENT);
  const askedMs = performance.now();
  const refused = await ask(app, "demo-metrics", "sum(up)");
  expect(performance.now() - askedMs).toBeLessThan(1_000);
  expect([refused.status, refused.body.problem?.code]).toEqual([502, "UPSTREAM_UNREACHABLE"]);
  expect(refused.body.problem?.detail).toBe(
    "The engine that answers for it is down. It failed and is started again after a pause",
  );
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  const lines = app.log.filter((line) => line.includes("engine is started again"));
  expect(lines).toHaveLength(5);
  // Other sources may be what it takes.
  await addFile(app, "night", "# TYPE b gauge\nb 1 1700000000\n# EOF\n");
  expect(startsMs).toHaveLength(6);
});
