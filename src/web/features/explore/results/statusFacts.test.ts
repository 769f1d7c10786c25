import { describe, expect, it } from "vitest";
import type { ResultMeta } from "../../../../domain/frame/Frame.ts";
import { problem } from "../../../../domain/problem/Problem.ts";
import type { RowRun } from "../run/useRuns.ts";
import { statusFacts } from "./statusFacts.ts";

const meta = (over: Partial<ResultMeta>): ResultMeta => ({
  warnings: [],
  infos: [],
  isPartial: false,
  seriesCount: 0,
  sampleCount: 0,
  bytes: 0,
  ...over,
});

function row(over: Partial<ResultMeta>, stepMs: number, decodedMs: number): RowRun {
  const request = { kind: "range", sourceId: "prod", expr: "up", startMs: 0, endMs: 1, stepMs } as const;
  const decoded = {
    result: { kind: "scalar", sample: { timeMs: 0, value: 0, text: "0" } },
    meta: meta(over),
  } as const;
  const transport = { runId: "r", status: 200, url: "/", responseMs: 1, decodedMs, bytesDecoded: 1 };
  return {
    letter: "A",
    request,
    shown: { request, outcome: { decoded, transport } },
    problem: undefined,
    isRunning: false,
    isStale: false,
  };
}

const failed: RowRun = {
  letter: "B",
  request: undefined,
  shown: undefined,
  problem: problem("QUERY_REJECTED"),
  isRunning: false,
  isStale: false,
};

describe("statusFacts", () => {
  it("sums what the rows brought and takes the slowest", () => {
    const facts = statusFacts([
      row({ seriesCount: 2, sampleCount: 10, bytes: 100 }, 15_000, 40),
      row({ seriesCount: 1, sampleCount: 5 }, 15_000, 70),
    ]);
    expect(facts).toMatchObject({ series: 3, samples: 15, bytes: 100, ms: 70, stepsMs: [15_000], failed: 0 });
  });

  it("names every step once, ascending, and every warning once", () => {
    const facts = statusFacts([
      row({ warnings: ["w"] }, 60_000, 1),
      row({ warnings: ["w", "x"], isPartial: true }, 15_000, 1),
    ]);
    expect(facts).toMatchObject({ stepsMs: [15_000, 60_000], warnings: ["w", "x"], isPartial: true });
  });

  it("counts failed rows and nothing else of them", () => {
    expect(statusFacts([failed])).toMatchObject({ series: 0, ms: 0, failed: 1, stepsMs: [] });
  });
});
