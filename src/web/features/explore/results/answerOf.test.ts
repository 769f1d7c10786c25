import { describe, expect, it } from "vitest";
import type { LogPage } from "../../../../domain/frame/logs/LogPage.ts";
import type { RowRun } from "../run/useRuns.ts";
import { answerOf } from "./answerOf.ts";

const transport = {
  runId: "1",
  status: 200,
  url: "/x",
  responseMs: 1,
  decodedMs: 2,
  bytesDecoded: 3,
};
const page: LogPage = {
  kind: "logs",
  lines: [],
  direction: "backward",
  limit: 1000,
  warnings: ["slow"],
  bytes: 0,
  notes: { unsortedLines: 1200, duplicateStreams: 0, invalidLines: 0 },
};
const nothing: RowRun = {
  letter: "A",
  request: undefined,
  shown: undefined,
  problem: undefined,
  isRunning: false,
  isStale: false,
};

describe("answerOf", () => {
  it("tells of lines what it tells of series, F36 with what was repaired", () => {
    const request = {
      kind: "logs",
      sourceId: "loki",
      expr: "{}",
      startNs: "0",
      endNs: "1",
      limit: 1000,
      direction: "backward",
    } as const;
    expect(answerOf({ ...nothing, logs: { request, outcome: { page, transport } } })).toEqual({
      expr: "{}",
      transport,
      size: "0 lines",
      warnings: ["slow"],
      infos: ["1,200 lines came out of order and were sorted"],
      isPartial: false,
    });
  });

  it("is null before the first answer", () => {
    expect(answerOf(nothing)).toBeNull();
  });
});
