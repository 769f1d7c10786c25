import { describe, expect, it, vi } from "vitest";
import { ProblemError, problem } from "../../../domain/problem/Problem.ts";
import type { FromWorker, ToWorker } from "../../../domain/frame/decode/WorkerMessages.ts";
import { sendPage } from "../../../domain/frame/logs/transferLogs.ts";
import type { LogLine, LogPage } from "../../../domain/frame/logs/LogPage.ts";
import { createRunner, type WorkerLike } from "./createRunner.ts";
import { rawAnswerUrl } from "./rawAnswer.ts";
import type { LogRunRequest } from "./RunTypes.ts";

const REQUEST: LogRunRequest = {
  kind: "logs",
  sourceId: "logs",
  expr: '{app="a&b"}',
  startNs: "1748304000123456789",
  endNs: "1748304000123456790",
  limit: 5001,
  direction: "backward",
};
const REFUSAL = "max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)";

function start(answer: (asked: Exclude<ToWorker, { type: "cancel" }>) => readonly FromWorker[]) {
  const asked: Exclude<ToWorker, { type: "cancel" }>[] = [];
  const { runLogs, runQuery } = createRunner((): WorkerLike => {
    let listen: (event: MessageEvent<FromWorker>) => void = () => {};
    return {
      terminate: vi.fn(),
      addEventListener: (type: string, listener: never) => {
        if (type === "message") listen = listener;
      },
      postMessage(message) {
        if (message.type === "cancel") return;
        asked.push(message);
        for (const data of answer(message)) listen({ data } as MessageEvent<FromWorker>);
      },
    };
  });
  return { runLogs, runQuery, asked };
}

const now = () => performance.timeOrigin + performance.now();
const quiet = new AbortController().signal;
const refuse = (runId: string, detail: string): FromWorker[] => [
  { type: "problem", runId, atMs: now(), problem: problem("QUERY_REJECTED", { detail }), bytes: 9 },
];

function answerPage(runId: string, page: LogPage): FromWorker[] {
  const sent = sendPage(page);
  return [
    { type: "head", runId, atMs: now(), status: 200, contentType: "", requestId: "r" },
    ...sent.parts.map((lines): FromWorker => ({ type: "lines", runId, lines })),
    { type: "page", runId, atMs: now(), page: sent.page, bytesTransferred: 7 },
  ];
}

const pageOf = (count: number, limit: number): LogPage => {
  const stream = { key: '{app="a"}', labels: { app: "a" } };
  const lines = Array.from({ length: count }, (_, i): LogLine => ({
    ns: String(9_000_000 - i),
    stream,
    text: `line ${i}`,
    copy: 0,
  }));
  return { kind: "logs", lines, direction: "backward", limit, warnings: [], bytes: 99 };
};

describe("runLogs", () => {
  it("sends one form with 19-digit nanoseconds to Loki's range operation", async () => {
    const { runLogs, asked } = start(({ runId }) => answerPage(runId, pageOf(1, 5001)));
    await runLogs({ ...REQUEST, startNs: "5", confirm: true, capBytes: 8 }, quiet);
    expect(asked).toEqual([
      {
        type: "logs",
        runId: "run-1",
        url: "/api/sources/logs/loki/api/v1/query_range",
        body: "query=%7Bapp%3D%22a%26b%22%7D&start=0000000000000000005&end=1748304000123456790&limit=5001&direction=backward",
        limit: 5001,
        direction: "backward",
        capBytes: 8,
        isConfirmed: true,
      },
    ]);
    expect(rawAnswerUrl(REQUEST)).toMatch(/^\/api\/sources\/logs\/loki\/api\/v1\/query_range\?query=/);
  });

  it("puts the parts of a page together, and marks its moments", async () => {
    performance.clearMarks();
    const page = pageOf(4500, 5000);
    const { runLogs } = start(({ runId }) => answerPage(runId, page));
    const outcome = await runLogs({ ...REQUEST, limit: 5000 }, quiet);
    expect(outcome.page).toEqual(page);
    expect(outcome.transport).toMatchObject({
      status: 200,
      bytesDecoded: 99,
      bytesTransferred: 7,
      requestId: "r",
    });
    expect(performance.getEntriesByType("mark").map(({ name }) => name)).toEqual([
      "sg:run",
      "sg:response",
      "sg:decoded",
    ]);
  });

  it("B5 asks once more at the limit the server names, and says so", async () => {
    const { runLogs, asked } = start((message) =>
      message.type === "logs" && message.limit > 5000
        ? refuse(message.runId, REFUSAL)
        : answerPage(message.runId, pageOf(3, 5000)),
    );
    const { page } = await runLogs(REQUEST, quiet);
    expect([page.limit, page.maxLimit]).toEqual([5000, 5000]);
    expect(asked.map(({ body }) => new URLSearchParams(body).get("limit"))).toEqual(["5001", "5000"]);
  });

  it.each([
    [REFUSAL, 2],
    ["parse error", 1],
    ["limit > max_entries_limit (10 > 9000)", 1],
  ])("B5 gives up after that: %s", async (detail, times) => {
    const { runLogs, asked } = start(({ runId }) => refuse(runId, detail));
    const error: unknown = await runLogs(REQUEST, quiet).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(asked).toHaveLength(times);
  });

  it("F56 rejects as AbortError on abort", async () => {
    const { runLogs } = start(() => []);
    const controller = new AbortController();
    const running = runLogs(REQUEST, controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
  });

  it("asks Loki for a metric by its own paths and nanoseconds", () => {
    const { runQuery, asked } = start(() => []);
    const common = { api: "loki", sourceId: "l", expr: "x" } as const;
    void runQuery(
      { ...common, kind: "range", startMs: 1500, endMs: 3000, stepMs: 500, confirm: true },
      quiet,
    );
    void runQuery({ ...common, kind: "instant", timeMs: 1_729_605_607_123 }, quiet);
    expect(asked).toEqual([
      {
        type: "run",
        runId: "run-1",
        url: "/api/sources/l/loki/api/v1/query_range",
        body: "query=x&start=0000000001500000000&end=0000000003000000000&step=0.5",
        grid: { startMs: 1500, stepMs: 500, count: 4 },
        isConfirmed: true,
      },
      {
        type: "run",
        runId: "run-2",
        url: "/api/sources/l/loki/api/v1/query",
        body: "query=x&time=1729605607123000000",
      },
    ]);
  });

  it("dates a scalar of Loki by the moment that was asked for", async () => {
    const sample = { timeMs: 5_910_824_850_173_000, value: 2, text: "2" };
    const meta = { warnings: [], infos: [], isPartial: false, seriesCount: 1, sampleCount: 1, bytes: 1 };
    const decoded = { result: { kind: "scalar", sample }, meta } as const;
    const { runQuery } = start(({ runId }) => [{ type: "done", runId, atMs: now(), decoded }]);
    const ask = { kind: "instant", sourceId: "l", expr: "1+1", timeMs: 1500 } as const;
    expect((await runQuery({ ...ask, api: "loki" }, quiet)).decoded.result).toEqual({
      kind: "scalar",
      sample: { ...sample, timeMs: 1500 },
    });
    expect((await runQuery(ask, quiet)).decoded).toEqual(decoded);
  });
});
