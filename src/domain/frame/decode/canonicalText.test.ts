import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText } from "./canonicalText.ts";

it.each([
  [1e21, "1000000000000000000000"],
  [1.5e-7, "0.00000015"],
  [-1.25e22, "-12500000000000000000000"],
  [0.1, "0.1"],
  [-0, "-0"],
  [123456789012345680, "123456789012345680"],
  [NaN, "NaN"],
  [Infinity, "+Inf"],
  [-Infinity, "-Inf"],
])("prints %d as Go's format 'f' with precision -1", (value, text) => {
  expect(canonicalText(value)).toBe(text);
});

it("reads back to the same double, without an exponent", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = canonicalText(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Object.is(Number(text), value)).toBe(true);
    }),
  );
});
