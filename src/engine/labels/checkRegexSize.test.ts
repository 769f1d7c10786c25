import { describe, expect, it } from "vitest";
import { checkRegexSize } from "./checkRegexSize.ts";

describe("checkRegexSize", () => {
  it.each([
    "a.*b",
    "a{1000}",
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    `(${"pod-[a-z0-9]{5}|".repeat(1_000)}x)`,
    "\\{100000}",
    "\\pL+".repeat(500),
    "[{100000}]",
    "{100000}",
    // Prometheus has other words for these.
    "((ab){100}c){100}",
    "a{100000}",
    "\\x{110000}",
    ")){5}((",
    "[",
    "\\",
  ])("takes %j", (pattern) => {
    expect(() => checkRegexSize(pattern)).not.toThrow();
  });

  it.each([
    "a{1000}".repeat(11),
    "(abcdefghijk){1000}",
    "((abcdefghijkl){2}){500}",
    `([]a{1}]${"b".repeat(20)}){1000}`,
    `(?:${"x".repeat(20)}){0,1000}`,
    `(${"x".repeat(30_000)}){2,}`,
    "(?i)[\\pL\\PN]".repeat(600),
  ])("refuses %s", (pattern) => {
    expect(() => checkRegexSize(pattern)).toThrow("error parsing regexp: expression too large: `");
  });
});
