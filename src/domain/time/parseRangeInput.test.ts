import { describe, expect, it } from "vitest";
import { parseRangeEnds, parseRangeInput, rangeClipboardText } from "./parseRangeInput.ts";

const moment = { nowMs: Date.UTC(2024, 9, 22, 15, 30), zone: "Europe/Paris" };
const read = (text: string) => {
  const result = parseRangeInput(text, moment);
  return "problem" in result ? result.problem : `${result.from} → ${result.to}`;
};

describe("parseRangeInput", () => {
  it.each([
    ["90m", "now-90m → now"],
    ["1h30m", "now-1h30m → now"],
    ["now-6h", "now-6h → now"],
    ["now/d", "now/d → now"],
    ["now-1d/d", "now-1d/d → now-1d/d"],
    ["last 1 hour", "now-1h → now"],
    ["now-6h to now-1h", "now-6h → now-1h"],
    ["6h to 1h", "now-6h → now-1h"],
    ["now-6h – now", "now-6h → now"],
    ["2024-10-20 to 2024-10-23", "1729375200000 → 1729634400000"],
    ["2024-10-20 00:00 – 2024-10-23 00:00", "1729375200000 → 1729634400000"],
    ["2024-10-20T00:00Z/2024-10-23T00:00Z", "1729382400000 → 1729641600000"],
    ["2024-10-20", "1729375200000 → 1729461600000"],
    ["1729382400 to 1729641600", "1729382400000 → 1729641600000"],
    ["1729382400", "1729380600000 → 1729384200000"],
    ['{"from":"now-6h","to":"now"}', "now-6h → now"],
    ['{"from":"2024-10-20T00:00:00.000Z","to":"2024-10-23T00:00:00.000Z"}', "1729382400000 → 1729641600000"],
    ['{"from":1729382400000,"to":1729641600000}', "1729382400000 → 1729641600000"],
  ])("reads %s as %s", (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ["6x", '"6x" is no duration; try 6h.'],
    ["now-6x", '"6x" is no duration; try 6h.'],
    ["6x to now", '"6x" is no duration; try 6h.'],
    ["soon", '"soon" is no time; try now-6h, 2024-10-20 00:00 or an epoch.'],
    ["", "Type a range, such as 90m, now-6h or 2024-10-20 to 2024-10-23."],
    ["now to now-6h", "The start must lie before the end."],
    ["now+6h", '"now+6h" does not lie before now; try now-6h.'],
    ['{"from":1}', 'This JSON is no range; it looks like {"from":"now-6h","to":"now"}.'],
    [`1${" ".repeat(199)}1`, "That is too long for a range."],
    ["{oops", 'This JSON is no range; it looks like {"from":"now-6h","to":"now"}.'],
  ])("says why %j is no range", (text, problem) => expect(read(text)).toBe(problem));

  it("asks for both ends when one field is empty", () => {
    expect(parseRangeEnds({ from: "now-1h", to: " " }, moment)).toEqual({
      problem: "Both ends are needed; try now-6h and now.",
    });
  });

  it("reads back the range it copies", () => {
    for (const range of [
      { from: "now-6h", to: "now" },
      { from: "1729375200000", to: "1729634400000" },
    ]) {
      expect(parseRangeInput(rangeClipboardText(range), moment)).toEqual(range);
    }
  });
});
