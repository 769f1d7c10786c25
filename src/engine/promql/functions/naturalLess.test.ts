import { expect, it } from "vitest";
import { naturalLess } from "./naturalLess.ts";

it.each([
  ["a2", "a10", true],
  ["a10", "a2", false],
  ["a", "a1", true],
  ["a1", "a", false],
  ["1a", "a", true],
  ["a01", "a1", true],
  ["a1", "a01", true],
  ["a0000000000000000005", "a5", true],
  ["a0000000000000000005", "a4", false],
  ["a9007199254740993", "a9007199254740992", false],
  ["", "a", false],
  ["a", "", false],
  ["node-9.pod-10", "node-9.pod-9", false],
  // Beyond 64 bits digits are a text, which "2" comes after.
  ["a99999999999999999999", "a2", false],
  ["a11111111111111111111", "a2", true],
])("%j before %j is %s", (a, b, expected) => {
  expect(naturalLess(a, b)).toBe(expected);
});
