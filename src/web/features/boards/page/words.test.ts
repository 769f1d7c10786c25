import { describe, expect, it } from "vitest";
import { agoText } from "./agoText.ts";
import { plural } from "./plural.ts";

describe("words of the board", () => {
  it.each([
    ["Cluster", "clusters"],
    ["Country", "countries"],
    ["Box", "boxes"],
    ["Day", "days"],
    ["GPU", "GPUs"],
    ["Part of the shop", "parts of the shop"],
  ])("makes %s to %s", (one, many) => expect(plural(one)).toBe(many));

  it.each([
    [0, "just now"],
    [-500, "just now"],
    [21_000, "20 seconds ago"],
    [60_000, "1 minute ago"],
    [59 * 60_000, "59 minutes ago"],
    [2 * 3_600_000, "2 hours ago"],
  ])("says of %i ms %s", (ms, words) => expect(agoText(ms)).toBe(words));
});
