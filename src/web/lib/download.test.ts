import { describe, expect, it } from "vitest";
import { safeFileName } from "./download.ts";

describe("safeFileName", () => {
  it.each([
    ["chart.png", "chart.png"],
    ['sum by (job) (up{a="b/c"}).csv', "sum by (job) (up{a=-b-c-}).csv"],
    ["../../etc/passwd", "etc-passwd"],
    ["a\u202egnp.exe", "a-gnp.exe"],
    ["", "sightglass"],
    ["...", "sightglass"],
    ["x".repeat(300), "x".repeat(120)],
  ])("S18 turns %j into a plain file name", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });
});
