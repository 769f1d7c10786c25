import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, it } from "vitest";
import { quotePattern } from "./quotePattern.ts";

it("T6 is a pattern that matches exactly the text, and no other", () => {
  const text = fc.string({ unit: fc.constantFrom(...".*+?()[]{}^$|\\-ab\n,é😀"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (value, other) => {
      const pattern = RE2JS.compile(quotePattern(value), RE2JS.DOTALL);
      expect(pattern.matches(value)).toBe(true);
      expect(pattern.matches(other)).toBe(other === value);
    }),
  );
});
