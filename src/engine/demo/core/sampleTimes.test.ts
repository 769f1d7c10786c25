import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WindowHint } from "../../store/MetricStore.ts";
import type { Segment } from "./Lives.ts";
import { oneLife, weeklyLives } from "./Lives.ts";
import type { SampleTimes } from "./sampleTimes.ts";
import { sampleTimes } from "./sampleTimes.ts";
import { momentMs } from "./weekTime.ts";

const grid = { offsetMs: 4_321, intervalMs: 15_000 };
const NOW_MS = 2_000_000;

const segments = fc
  .uniqueArray(fc.integer({ min: 0, max: 2_400 }), { minLength: 2, maxLength: 12 })
  .map((seconds) => seconds.toSorted((a, b) => a - b))
  .map((seconds) => {
    const made: Segment[] = [];
    for (let i = 0; i + 1 < seconds.length; i += 2)
      made.push({ fromMs: (seconds[i] ?? 0) * 1_000, toMs: (seconds[i + 1] ?? 0) * 1_000 });
    return made;
  });
const hint = fc
  .record({
    firstMs: fc.integer({ min: 0, max: 1_500_000 }),
    steps: fc.integer({ min: 0, max: 40 }),
    stepMs: fc.constantFrom(1_000, 15_000, 37_000, 300_000),
    rangeMs: fc.constantFrom(1_000, 20_000, 60_000, 300_000),
    isNewestOnly: fc.boolean(),
  })
  .map(({ steps, ...rest }): WindowHint => ({ ...rest, lastMs: rest.firstMs + steps * rest.stepMs }));

/** time → what stands there: the segment's start, or "stale". */
function asMap(times: SampleTimes): Map<number, number | "stale"> {
  const map = new Map<number, number | "stale">();
  for (const { segment, from, to } of times.runs)
    for (const timeMs of times.timesMs.subarray(from, to)) map.set(timeMs, segment.fromMs);
  for (const index of times.staleAt) map.set(times.timesMs[index] ?? 0, "stale");
  return new Map([...map].toSorted(([a], [b]) => a - b));
}

const everything = (lives: readonly Segment[]): Map<number, number | "stale"> =>
  asMap(
    sampleTimes(
      { firstMs: NOW_MS, lastMs: NOW_MS, stepMs: 1, rangeMs: NOW_MS + 60_000, isNewestOnly: false },
      { grid, segments: lives, nowMs: NOW_MS },
    ),
  );

describe("the samples for windows", () => {
  it("are in every window those of the whole history, and the newest one at least where only that counts", () => {
    fc.assert(
      fc.property(segments, hint, (lives, window) => {
        const whole = everything(lives);
        const made = sampleTimes(window, { grid, segments: lives, nowMs: NOW_MS });
        const hinted = asMap(made);
        for (const [timeMs, what] of hinted) expect(whole.get(timeMs)).toBe(what);
        expect([...made.timesMs]).toEqual([...made.timesMs].toSorted((a, b) => a - b));
        expect(new Set(made.timesMs).size).toBe(made.timesMs.length);
        for (let endMs = window.firstMs; endMs <= window.lastMs; endMs += window.stepMs) {
          const inWindow = (map: Map<number, unknown>) =>
            [...map].filter(([timeMs]) => timeMs > endMs - window.rangeMs && timeMs <= endMs);
          const wanted = inWindow(whole);
          expect(inWindow(hinted).at(-1)).toEqual(wanted.at(-1));
          if (!window.isNewestOnly) expect(inWindow(hinted)).toEqual(wanted);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("come in one run where each is some window's newest, however many windows there are", () => {
    const window = {
      firstMs: 0,
      lastMs: 30 * 86_400_000,
      stepMs: 1_000,
      rangeMs: 300_000,
      isNewestOnly: true,
    };
    const lives = [{ fromMs: 0, toMs: window.lastMs }];
    const { runs, timesMs } = sampleTimes(window, { grid, segments: lives, nowMs: window.lastMs });
    expect([runs.length, timesMs.length]).toEqual([1, 172_800]);
  });

  it("are none between windows", () => {
    const window = {
      firstMs: 600_000,
      lastMs: 1_200_000,
      stepMs: 600_000,
      rangeMs: 30_000,
      isNewestOnly: false,
    };
    const made = sampleTimes(window, { grid, segments: [{ fromMs: 0, toMs: Infinity }], nowMs: NOW_MS });
    expect([...made.timesMs]).toEqual([574_321, 589_321, 1_174_321, 1_189_321]);
  });

  it("end with now", () => {
    const times = [...everything([{ fromMs: 0, toMs: Infinity }]).keys()];
    expect(Math.max(...times)).toBe(1_999_321);
  });

  it("end with a stale marker at the first scrape that finds nothing, unless the next life answers it", () => {
    const lives = [
      { fromMs: 0, toMs: 20_000 },
      { fromMs: 60_000, toMs: 90_000 },
      { fromMs: 91_000, toMs: 100_000 },
    ];
    expect([...everything(lives)]).toEqual([
      [4_321, 0],
      [19_321, 0],
      [34_321, "stale"],
      [64_321, 60_000],
      [79_321, 60_000],
      [94_321, 91_000],
      [109_321, "stale"],
    ]);
  });
});

describe("lives", () => {
  const downs = [
    { atS: 100, durationS: 50 },
    { atS: 90_000, durationS: 10 },
  ];
  const bounds = { fromMs: momentMs(3, 40), toMs: momentMs(5, 300) };

  it("are split by each week's downs, and cut at the bounds", () => {
    expect(weeklyLives(bounds, downs).between(momentMs(3, 0), momentMs(6, 0))).toEqual([
      { fromMs: momentMs(3, 40), toMs: momentMs(3, 100) },
      { fromMs: momentMs(3, 150), toMs: momentMs(3, 90_000) },
      { fromMs: momentMs(3, 90_010), toMs: momentMs(4, 100) },
      { fromMs: momentMs(4, 150), toMs: momentMs(4, 90_000) },
      { fromMs: momentMs(4, 90_010), toMs: momentMs(5, 100) },
      { fromMs: momentMs(5, 150), toMs: momentMs(5, 300) },
    ]);
  });

  it("are whole, however little of them is asked for", () => {
    const lives = weeklyLives(bounds, downs);
    const all = lives.between(bounds.fromMs, bounds.toMs);
    for (const second of [41, 120, 149, 150, 200_000, 604_800 + 95_000])
      expect(lives.between(momentMs(3, second), momentMs(3, second))).toEqual(
        all.filter((life) => life.fromMs <= momentMs(3, second) && life.toMs > momentMs(3, second)),
      );
  });

  it("are one where nothing comes between", () => {
    expect(oneLife(bounds).between(0, Infinity)).toEqual([bounds]);
    expect(oneLife(bounds).between(bounds.toMs, Infinity)).toEqual([]);
  });
});
