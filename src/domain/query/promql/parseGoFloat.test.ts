import { expect, it } from "vitest";
import { parseGoFloat } from "./parseGoFloat.ts";

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
  ["1_0", 10],
  ["1_0.2_5", 10.25],
  ["1__0", null],
  ["_1", null],
  ["1_", null],
  ["1e_5", null],
  ["1e1_0", 1e10],
  ["1_.5", null],
  ["in_f", null],
  ["0x1p-1", 0.5],
  ["-0X1.8P1", -3],
  ["0x_Fp0", 15],
  ["0x.8p0", 0.5],
  ["0x10", null],
  ["0xp1", null],
  ["", null],
  [" 1", null],
  ["abc", null],
  ["1e999", null],
  [".", null],
])("reads %j as %s", (text, value) => {
  expect(parseGoFloat(text)).toBe(value);
});
