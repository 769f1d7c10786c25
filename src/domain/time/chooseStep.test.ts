import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignRange } from "./alignRange.ts";
import { chooseStep, POINT_LIMIT } from "./chooseStep.ts";
import { formatDuration, parseDuration } from "./duration.ts";

const ms = (duration: string) => parseDuration(duration) ?? 0;
const auto = (range: string, plotPx: number, scrape = "15s") => {
  const choice = chooseStep({ rangeMs: ms(range), plotPx, minStepMs: ms(scrape), step: "auto" });
  return choice.kind === "ok" ? formatDuration(choice.stepMs) : choice.kind;
};

describe("chooseStep", () => {
  it.each([
    ["1h", 1000, "15s", "15s"],
    ["1h", 1000, "1s", "5s"],
    ["24h", 500, "15s", "5m"],
    ["3d", 1000, "15s", "10m"],
    ["30d", 1000, "15s", "1h"],
    ["90d", 1000, "30s", "3h"],
    ["5m", 1000, "30s", "30s"],
    ["20y", 800, "15s", "1w"],
  ])("asks %s over %d px of a source scraped every %s with a step of %s", (...row) => {
    const [range, px, scrape, expected] = row;
    expect(auto(range, px, scrape)).toBe(expected);
  });

  it("keeps a manual step as it is", () => {
    const choice = chooseStep({ rangeMs: ms("1h"), plotPx: 900, minStepMs: 15_000, step: 7000 });
    expect(choice).toEqual({ kind: "ok", stepMs: 7000, isAuto: false });
  });

  it("refuses a manual step of more than 11,000 points and names the smallest allowed", () => {
    const choice = chooseStep({ rangeMs: ms("30d"), plotPx: 900, minStepMs: 15_000, step: 1000 });
    expect(choice).toMatchObject({
      kind: "refused",
      smallestMs: 300_000,
      problem: {
        code: "TOO_MANY_POINTS",
        detail: "A step of 1 s makes 2,592,001 points per series; the limit is 11,000.",
        hint: "Use a step of 5 min or more, or a shorter range.",
      },
    });
  });

  it("never exceeds 11,000 points after alignment, nor goes below the scrape interval", () => {
    const request = fc.record({
      rangeMs: fc.integer({ min: 1, max: ms("100y") }),
      plotPx: fc.integer({ min: 0, max: 100_000 }),
      minStepMs: fc.integer({ min: 1, max: ms("1h") }),
      startMs: fc.integer({ min: 0, max: 2e12 }),
    });
    fc.assert(
      fc.property(request, ({ startMs, ...input }) => {
        const choice = chooseStep({ ...input, step: "auto" });
        if (choice.kind !== "ok") return false;
        const aligned = alignRange({ startMs, endMs: startMs + input.rangeMs }, choice.stepMs, "UTC");
        const points = (aligned.endMs - aligned.startMs) / choice.stepMs;
        return points <= POINT_LIMIT && choice.stepMs >= input.minStepMs;
      }),
    );
  });
});
