import { expect, it } from "vitest";
import { parseBound } from "./parseBound.ts";

it.each([
  ["0.5", 0.5],
  ["1.", 1],
  [".5", 0.5],
  ["+1e3", 1000],
  ["-2E-1", -0.2],
  ["+Inf", Infinity],
  ["infinity", Infinity],
  ["-inf", -Infinity],
  ["NaN", Number.NaN],
  ["", null],
  [" 1", null],
  ["abc", null],
  ["1e999", null],
  [".", null],
])("reads %j as %s", (text, bound) => {
  expect(parseBound(text)).toBe(bound);
});
