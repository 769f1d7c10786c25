import { describe, expect, it } from "vitest";
import { parseToAst } from "../../../domain/query/promql/buildAst.ts";
import { durationMs } from "./durationMs.ts";

function rangeMs(duration: string): number {
  const parsed = parseToAst(`x[${duration}]`);
  if (!parsed.ok || parsed.expr.type !== "selector" || !parsed.expr.range) throw new Error(duration);
  return durationMs(parsed.expr.range, { stepMs: 15_000, rangeMs: 3_600_000 });
}

describe("durations", () => {
  it.each([
    ["5m", 300_000],
    ["1.5", 1_500],
    ["0.0019", 1],
    ["5m * 2", 600_000],
    ["(1h + 30m) / 2", 2_700_000],
    ["step() * 4", 60_000],
    ["range() - 10m", 3_000_000],
    ["min_of(1m, step())", 15_000],
    ["max_of(1m, step())", 60_000],
    ["2 ^ 3", 8_000],
    ["7m % 5m", 120_000],
    ["-(-5m)", 300_000],
  ])("[%s] is %d ms", (text, ms) => {
    expect(rangeMs(text)).toBe(ms);
  });
});
