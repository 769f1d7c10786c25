import type { RangeResult } from "../../../src/domain/frame/Frame.ts";

/** mulberry32: the same data on every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Like rates of a day: a base with a slow wave, noise that remembers, spikes, late starts and gaps. */
function makeColumn(points: number, random: () => number): Float64Array {
  const values = new Float64Array(points);
  const base = 20 + 200 * random() * random();
  const phase = random() * 2 * Math.PI;
  let noise = 0;
  for (let i = 0; i < points; i++) {
    noise = 0.9 * noise + (random() - 0.5) * 0.12;
    const wave = 0.3 * Math.sin(phase + (i / points) * 2 * Math.PI);
    values[i] = base * (1 + wave + noise) * (random() < 0.002 ? 1.8 : 1);
  }
  if (random() < 0.2) values.fill(NaN, 0, Math.floor(points * random() * 0.4));
  for (let gap = Math.floor(random() * 4); gap > 0; gap--) {
    const at = Math.floor(random() * points);
    values.fill(NaN, at, at + 1 + Math.floor(random() * points * 0.03));
  }
  return values;
}

const START_MS = 1_780_000_000_000;
const SPAN_MS = 6 * 3_600_000;

/** `series` × `points` over six hours. */
export function makeData(series: number, points: number, seed: number): RangeResult {
  const random = seeded(seed);
  const stepMs = Math.round(SPAN_MS / points / 1000) * 1000;
  return {
    kind: "range",
    timesMs: Float64Array.from({ length: points }, (_, i) => START_MS + i * stepMs),
    stepMs,
    series: Array.from({ length: series }, (_, i) => ({
      labels: { __name__: "requests", instance: `host-${i}:9100`, zone: `zone-${i % 4}` },
      values: makeColumn(points, random),
    })),
    notes: {
      duplicateSamples: 0,
      unsortedSamples: 0,
      offStepSamples: 0,
      duplicateSeries: 0,
      invalidUtf8Series: 0,
    },
  };
}
