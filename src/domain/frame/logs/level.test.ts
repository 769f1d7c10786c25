import { describe, expect, it } from "vitest";
import { LEVELS, levelOf, normalLevel } from "./level.ts";
import { lineOf } from "./testLines.test-util.ts";

describe("levelOf", () => {
  it.each([
    ["level=warn msg=x", "warn"],
    ['{"severity":"ERROR","msg":"x"}', "error"],
    ['{"level":30,"msg":"x"}', "info"],
    ['{"time":"t","lvl" : "dbg"}', "debug"],
    ["2024-10-22 15:30:07 [WARNING] disk", "warn"],
    ["E1022 15:30:07.123456  1 main.go:5] x", "error"],
    ["panic: runtime error", "fatal"],
    ["\u001b[31mERROR\u001b[0m x", "error"],
    ["terror in an infobox", "unknown"],
    ['{"error":null,"msg":"fine"}', "unknown"],
    [`${"x".repeat(2000)} error`, "unknown"],
    ["<script>alert(1)</script>", "unknown"],
    ["", "unknown"],
  ])("finds the level of %j: %s", (text, level) => {
    expect(levelOf(lineOf(text))).toBe(level);
  });

  it("believes labels more than the text, and a label that says nothing not at all", () => {
    expect(levelOf(lineOf("error", { metadata: { detected_level: "info" } }))).toBe("info");
    expect(levelOf(lineOf("error", { metadata: { detected_level: "unknown" } }))).toBe("error");
    expect(levelOf(lineOf("x", { parsed: { level: "Critical" } }))).toBe("fatal");
    expect(levelOf(lineOf("x", { labels: { severity: "NOTICE" } }))).toBe("info");
  });

  it("knows the spellings of programs", () => {
    expect(["Information", " WRN ", "emerg", "60", "trc", "loud", ""].map(normalLevel)).toEqual([
      "info",
      "warn",
      "fatal",
      "fatal",
      "trace",
      null,
      null,
    ]);
    expect(LEVELS).toHaveLength(7);
  });
});
