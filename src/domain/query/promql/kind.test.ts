import { describe, expect, it } from "vitest";
import { dependsOnRange } from "./dependsOnRange.ts";
import { isRangeSelectorOnly, resultKind } from "./kind.ts";

describe("resultKind", () => {
  it.each([
    ["up", "vector"],
    ["up offset 5m", "vector"],
    ["up[5m]", "matrix"],
    ["up[$__interval] offset 1h", "matrix"],
    ["(up[1h:5m])", "matrix"],
    ["1", "scalar"],
    ["-5m", "scalar"],
    ["1 + 2 * time()", "scalar"],
    ["scalar(up) > bool 1", "scalar"],
    ["1 + up", "vector"],
    ["vector(1)", "vector"],
    ["sum(up)", "vector"],
    ['"text"', "string"],
    ["sum(", null],
    ["", null],
  ])("of %s is %s", (text, kind) => {
    expect(resultKind(text)).toBe(kind);
    expect(isRangeSelectorOnly(text)).toBe(kind === "matrix");
  });
});

describe("dependsOnRange", () => {
  it.each([
    ["up", false],
    ["rate(up[5m] @ 1000)", false],
    ["rate(up[step()])", false],
    ["up @ end()", true],
    ["sum(rate(up[5m] @ start()))", true],
    ["max_over_time(up[1h:5m] @ end())", true],
    ["time() - start()", true],
    ["rate(up[range()])", true],
    ["up offset (range() / 2)", true],
    ["sum(", true],
  ])("of %s is %s", (text, expected) => {
    expect(dependsOnRange(text)).toBe(expected);
  });
});
