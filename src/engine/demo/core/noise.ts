import { unitHash } from "./hash.ts";

/** One layer of noise: bumps about `period` apart. Amplitudes of all layers of a noise stay under 1 together. */
export interface Octave {
  readonly period: number;
  readonly amplitude: number;
}

/**
 * Smooth noise in [0, 1]: the uniform quadratic B-spline over random knots. Its slope is piecewise linear and lies in
 * [−1, 1], so `u + a × spline(u)` rises for a < 1: a rate with noise whose integral is known in closed form.
 */
export function spline(seed: number, at: number): number {
  const cell = Math.floor(at);
  const x = at - cell;
  const before = unitHash(seed, cell - 1);
  const here = unitHash(seed, cell);
  const after = unitHash(seed, cell + 1);
  return before * ((1 - x) * (1 - x) * 0.5) + here * (0.5 + x * (1 - x)) + after * (x * x * 0.5);
}

/** The derivative of `spline`. */
export function splineSlope(seed: number, at: number): number {
  const cell = Math.floor(at);
  const x = at - cell;
  const here = unitHash(seed, cell);
  return (here - unitHash(seed, cell - 1)) * (1 - x) + (unitHash(seed, cell + 1) - here) * x;
}

/** Adds scale × spline(argument / period) to each value: the knots are looked up once per bump, not once per value. */
export function addSpline(values: Float64Array, args: Float64Array, layer: SplineLayer): void {
  const { seed, period, scale } = layer;
  let known = NaN;
  let before = 0;
  let here = 0;
  let after = 0;
  for (let i = 0; i < values.length; i++) {
    const at = (args[i] ?? 0) / period;
    const cell = Math.floor(at);
    if (cell !== known) {
      before = cell === known + 1 ? here : unitHash(seed, cell - 1);
      here = cell === known + 1 ? after : unitHash(seed, cell);
      after = unitHash(seed, cell + 1);
      known = cell;
    }
    const x = at - cell;
    const value = before * ((1 - x) * (1 - x) * 0.5) + here * (0.5 + x * (1 - x)) + after * (x * x * 0.5);
    values[i] = (values[i] ?? 0) + scale * value;
  }
}

export interface SplineLayer {
  readonly seed: number;
  readonly period: number;
  readonly scale: number;
}
