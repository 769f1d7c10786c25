import { describe, expect, it } from "vitest";
import { type AskedPlan, freshFor } from "./freshFor.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const range = (endMs: number, stepMs: number): AskedPlan => ({ kind: "range", endMs, stepMs });

describe("an answer serves others", () => {
  it.each<[string, AskedPlan, number]>([
    ["until the next step of a plan that ends now", range(NOW - 4 * SECOND, 15 * SECOND), 11 * SECOND],
    ["for a whole step right at its beginning", range(NOW, 15 * SECOND), 15 * SECOND],
    ["for a second at least", range(NOW - 14.9 * SECOND, 15 * SECOND), SECOND],
    ["for 5 minutes at most", range(NOW - 4 * MINUTE, 60 * MINUTE), 5 * MINUTE],
    [
      "until the next step of the grid after an end some steps ago",
      range(NOW - 64 * SECOND, 15 * SECOND),
      11 * SECOND,
    ],
    ["as long where the end lies ahead", range(NOW + 19 * SECOND, 15 * SECOND), 4 * SECOND],
    ["for 10 minutes once its end is 10 minutes ago", range(NOW - 10 * MINUTE, 15 * SECOND), 10 * MINUTE],
    ["not so a moment before", range(NOW - 10 * MINUTE + 1, 15 * SECOND), SECOND],
    [
      "at an instant on a grid, as a range that ends there",
      { kind: "instant", timeMs: NOW - 4 * SECOND, stepMs: 15 * SECOND },
      11 * SECOND,
    ],
    ["for a second at an instant of no grid", { kind: "instant", timeMs: NOW }, SECOND],
    ["for 10 minutes at an instant long ago", { kind: "instant", timeMs: NOW - 60 * MINUTE }, 10 * MINUTE],
    ["not at all where it is the newest lines", { kind: "logs", endNs: `${NOW}000000` }, 0],
    [
      "for 10 minutes where it is old lines",
      { kind: "logs", endNs: `${NOW - 10 * MINUTE}000000` },
      10 * MINUTE,
    ],
    ["for a minute where it is values of a label", { kind: "labels" }, MINUTE],
  ])("%s", (_name, plan, freshMs) => {
    expect(freshFor(plan, NOW)).toBe(freshMs);
  });
});
