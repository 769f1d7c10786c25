import { describe, expect, it } from "vitest";
import { fieldTexts, readFields } from "./readFields.ts";
import { readStep } from "./readStep.ts";

const moment = { nowMs: Date.UTC(2024, 9, 22, 15, 30), zone: "Europe/Paris" };

describe("readFields", () => {
  it.each([
    ["now-6h", "now", { from: "now-6h", to: "now" }],
    ["90m", "now", { from: "now-90m", to: "now" }],
    ["2024-10-20 00:00", "2024-10-23 00:00", { from: "1729375200000", to: "1729634400000" }],
    ["now-6h to now-1h", "whatever stood here", { from: "now-6h", to: "now-1h" }],
    ['{"from":"now-3h","to":"now"}', "now", { from: "now-3h", to: "now" }],
    ["now-1h", '{"from":"now-3h","to":"now"}', { from: "now-3h", to: "now" }],
  ])("reads %s and %s", (from, to, range) => expect(readFields({ from, to }, moment)).toEqual({ range }));

  it("tells what is wrong by field", () => {
    expect(readFields({ from: "6x", to: "soon" }, moment)).toEqual({
      problems: {
        from: '"6x" is no duration; try 6h.',
        to: '"soon" is no time; try now-6h, 2024-10-20 00:00 or an epoch.',
      },
    });
    expect(readFields({ from: "now", to: "now-1h" }, moment)).toEqual({
      problems: { to: "The start must lie before the end." },
    });
  });

  it("reads back what it shows", () => {
    const range = { from: "1729375200000", to: "1729634400123" };
    const texts = fieldTexts(range, moment);
    expect(texts).toEqual({ from: "2024-10-20 00:00", to: "2024-10-23 00:00:00.123" });
    expect(readFields(texts, moment)).toEqual({ range });
  });
});

describe("readStep", () => {
  const request = { rangeMs: 30 * 86_400_000, plotPx: 900, minStepMs: 15_000 };

  it.each([
    ["auto", { step: "auto" }],
    ["", { step: "auto" }],
    ["1h30m", { step: 5_400_000 }],
    ["600", { step: 600_000 }],
    ["5x", { problem: '"5x" is no duration; try 5m.' }],
    ["0s", { problem: "A step must be longer than nothing; try 15s." }],
    [
      "1s",
      {
        problem:
          "A step of 1 s makes 2,592,001 points per series; the limit is 11,000. Use a step of 5 min or more, or a shorter range.",
      },
    ],
  ])("reads %j as %j", (text, expected) => expect(readStep(text, request)).toEqual(expected));
});
