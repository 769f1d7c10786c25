import { expect, it } from "vitest";
import { goAcos, goAsin, goExp, goLog, goLog10, goLog2, goMax, goMin, goPow, goSinh } from "./goMath.ts";

const functions = { goAcos, goAsin, goExp, goLog, goLog10, goLog2, goMax, goMin, goPow, goSinh };

/** What Prometheus 3.15.0 on amd64 answers. */
it.each([
  ["goPow", [1, Number.NaN], 1],
  ["goPow", [-1, Infinity], 1],
  ["goPow", [Number.NaN, 0], 1],
  ["goPow", [-8, 3], -512],
  ["goPow", [-8, 0.5], Number.NaN],
  ["goPow", [0, -3], Infinity],
  ["goPow", [1.0000001, 1_700_000_090], 6.761797798387346e73],
  ["goPow", [-1, 1_700_000_091], -1],
  ["goPow", [2, -1074], 5e-324],
  ["goPow", [2, 1e6], Infinity],
  ["goPow", [0.5, 1e6], 0],
  ["goPow", [-2, 1000.5], Number.NaN],
  ["goPow", [1.01, 1000.5], 21_063.690728374382],
  ["goMax", [Number.NaN, Infinity], Infinity],
  ["goMax", [Number.NaN, 1], Number.NaN],
  ["goMin", [-Infinity, Number.NaN], -Infinity],
  ["goMin", [1, 2], 1],
  ["goLog2", [8], 3],
  ["goLog2", [0], -Infinity],
  ["goLog2", [-1], Number.NaN],
  ["goLog2", [5e-324], -1074],
  ["goLog10", [0.001], -3],
  ["goLog", [4e-320], -709.0895657128223],
  ["goExp", [709.4361393031], 1.2711610061485931e308],
  ["goExp", [709.4361393032], Infinity],
  ["goSinh", [-709.5], -Infinity],
  ["goAsin", [0.5], Math.PI / 6],
  ["goAsin", [-1], -Math.PI / 2],
  ["goAsin", [1.1], Number.NaN],
  ["goAcos", [0], Math.PI / 2],
  ["goAcos", [1 - 4e-9], 0.00008944271919575364],
] as const)("%s of %j is %d", (name, [a, b = 0], expected) => {
  const result = functions[name](a, b);
  if (Number.isFinite(expected))
    expect(Math.abs(result - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
  else expect(result).toBe(expected);
});
