import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "../../../domain/problem/Problem.ts";
import type { FromWorker, RunMessage, ToWorker } from "../../../domain/frame/decode/WorkerMessages.ts";
import type { SentDecoded } from "../../../domain/frame/decode/transferDecoded.ts";
import { createRunner, type WorkerLike } from "./createRunner.ts";
import { rawAnswerUrl } from "./rawAnswer.ts";
import { requestUrl } from "./requestForm.ts";
import { transportOf } from "./RunError.ts";
import type { RunRequest } from "./RunTypes.ts";

const REQUEST: RunRequest = {
  kind: "range",
  sourceId: "prod",
  expr: 'up{job="a&b"}',
  startMs: 1_700_000_000_500,
  endMs: 1_700_000_060_500,
  stepMs: 15_000,
};
const DECODED: SentDecoded = {
  result: { kind: "string", timeMs: 0, text: "x" },
  meta: { warnings: [], infos: [], isPartial: false, seriesCount: 1, sampleCount: 1, bytes: 99 },
};

class FakeWorker implements WorkerLike {
  readonly posted: ToWorker[] = [];
  readonly terminate = vi.fn();
  readonly #listeners = new Map<string, (event: never) => void>();

  postMessage(message: ToWorker): void {
    this.posted.push(message);
  }

  addEventListener(type: string, listen: (event: never) => void): void {
    this.#listeners.set(type, listen);
  }

  say(message: FromWorker): void {
    this.#listeners.get("message")?.({ data: message } as never);
  }

  fail(type: string, message = ""): void {
    this.#listeners.get(type)?.({ message } as never);
  }

  /** The run asked for last. */
  get run(): RunMessage {
    const found = this.posted.findLast((message) => message.type === "run");
    if (!found) throw new Error("nothing was asked");
    return found;
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const runner = createRunner(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { ...runner, workers, worker: () => workers.at(-1) as FakeWorker };
}

const now = () => performance.timeOrigin + performance.now();
const quiet = new AbortController().signal;

describe("createRunner", () => {
  beforeEach(() => {
    performance.clearMarks();
    performance.clearMeasures();
  });

  it("sends one form with the plan's grid, in seconds", () => {
    const { runQuery, worker } = start();
    void runQuery(REQUEST, quiet);
    expect(worker().run).toEqual({
      type: "run",
      runId: "run-1",
      url: "/api/sources/prod/api/v1/query_range",
      body: "query=up%7Bjob%3D%22a%26b%22%7D&start=1700000000.5&end=1700000060.5&step=15",
      grid: { startMs: 1_700_000_000_500, stepMs: 15_000, count: 5 },
    });
    void runQuery({ kind: "instant", sourceId: "a b", expr: "1", timeMs: 1500, capBytes: 7 }, quiet);
    expect(worker().run).toEqual({
      type: "run",
      runId: "run-2",
      url: "/api/sources/a%20b/api/v1/query",
      body: "query=1&time=1.5",
      capBytes: 7,
    });
  });

  it("keeps one worker for many runs at once, and gives each its own answer", async () => {
    const { runQuery, workers, worker } = start();
    const first = runQuery(REQUEST, quiet);
    const second = runQuery({ ...REQUEST, expr: "b" }, quiet);
    worker().say({ type: "done", runId: "run-2", atMs: now(), decoded: DECODED, bytesTransferred: 12 });
    worker().say({ type: "done", runId: "run-1", atMs: now(), decoded: DECODED });
    expect((await second).transport).toMatchObject({
      runId: "run-2",
      bytesTransferred: 12,
      bytesDecoded: 99,
    });
    expect((await first).decoded).toEqual(DECODED);
    expect(workers).toHaveLength(1);
  });

  it("tells how the answer came, and marks its moments", async () => {
    const { runQuery, worker } = start();
    const running = runQuery(REQUEST, quiet);
    const atMs = now();
    worker().say({
      type: "head",
      runId: "run-1",
      atMs,
      status: 200,
      contentType: "",
      requestId: "r",
      serverTiming: "t",
    });
    worker().say({ type: "done", runId: "run-1", atMs: atMs + 5, decoded: DECODED });
    const { transport } = await running;
    expect(transport).toMatchObject({
      status: 200,
      requestId: "r",
      serverTiming: "t",
      url: requestUrl(REQUEST),
    });
    expect(transport.decodedMs - transport.responseMs).toBeCloseTo(5, 3);
    const marks = performance.getEntriesByType("mark") as PerformanceMark[];
    expect(marks.map(({ name, detail }) => [name, detail as unknown])).toEqual([
      ["sg:run", { runId: "run-1" }],
      ["sg:response", { runId: "run-1" }],
      ["sg:decoded", { runId: "run-1" }],
    ]);
  });

  it("rejects with the problem and what is known of the way", async () => {
    const { runQuery, worker } = start();
    const running = runQuery(REQUEST, quiet);
    worker().say({ type: "head", runId: "run-1", atMs: now(), status: 200, contentType: "" });
    worker().say({ type: "problem", runId: "run-1", atMs: now(), problem: problem("BAD_JSON"), bytes: 5 });
    const error: unknown = await running.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: { code: "BAD_JSON" } });
    expect(transportOf(error)).toMatchObject({ status: 200, bytesDecoded: 5 });
  });

  it("F56 cancels in the worker on abort, rejects as AbortError, and drops the late answer", async () => {
    const { runQuery, worker } = start();
    const controller = new AbortController();
    const running = runQuery(REQUEST, controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(worker().posted.at(-1)).toEqual({ type: "cancel", runId: "run-1" });
    worker().say({ type: "done", runId: "run-1", atMs: now(), decoded: DECODED });
    expect(performance.getEntriesByName("sg:decoded")).toEqual([]);
  });

  it("asks nothing when the signal is already aborted", async () => {
    const { runQuery, workers } = start();
    await expect(runQuery(REQUEST, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(workers).toEqual([]);
  });

  it.each(["error", "messageerror"])(
    "F61 fails what a dying worker took along (%s) and starts another",
    async (event) => {
      const { runQuery, workers, worker } = start();
      const running = runQuery(REQUEST, quiet);
      const dead = worker();
      dead.fail(event, "out of memory");
      await expect(running).rejects.toMatchObject({ problem: { code: "INTERNAL" } });
      expect(dead.terminate).toHaveBeenCalledOnce();
      const next = runQuery(REQUEST, quiet);
      expect(workers).toHaveLength(2);
      worker().say({ type: "done", runId: worker().run.runId, atMs: now(), decoded: DECODED });
      expect((await next).transport.runId).toBe("run-2");
    },
  );

  it("starts the worker ahead of the first run", () => {
    const { warmUp, workers } = start();
    warmUp();
    warmUp();
    expect(workers).toHaveLength(1);
  });

  it("F29 gives the whole answer an address of its own", () => {
    expect(rawAnswerUrl(REQUEST)).toBe(
      "/api/sources/prod/api/v1/query_range?query=up%7Bjob%3D%22a%26b%22%7D&start=1700000000.5&end=1700000060.5&step=15",
    );
  });
});
