import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArrayStore, testSeries } from "../../../testing/engine/ArrayStore.ts";
import { finish } from "../../work/Work.ts";
import { evaluateQuery } from "../evaluateQuery.ts";

/** At most one sample per millisecond; a value is told from every other. */
const samples = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), {
    selector: ([timeMs]) => timeMs,
    maxLength: 30,
  })
  .map((found) =>
    found
      .toSorted(([a], [b]) => a - b)
      .map(([timeMs, isStale]): [number, number | "stale"] => [timeMs, isStale ? "stale" : timeMs + 0.5]),
  );

const query = fc.record({
  firstMs: fc.integer({ min: 0, max: 40 }),
  stepMs: fc.integer({ min: 1, max: 15 }),
  count: fc.integer({ min: 1, max: 8 }),
  rangeMs: fc.integer({ min: 1, max: 25 }),
  offsetMs: fc.integer({ min: -20, max: 20 }),
  atMs: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
});

interface Window {
  readonly timeMs: number;
  /** The end of the window looked through. */
  readonly lookMs: number;
}

function windowsOf(found: {
  firstMs: number;
  stepMs: number;
  count: number;
  offsetMs: number;
  atMs: number | null;
}) {
  return Array.from({ length: found.count }, (_, i): Window => {
    const timeMs = found.firstMs + i * found.stepMs;
    return { timeMs, lookMs: (found.atMs ?? timeMs) - found.offsetMs };
  });
}

/** [time, value] of the one series there is. */
function evaluate(text: string, series: readonly (readonly [number, number | "stale"])[], asked: Asked) {
  const { firstMs, stepMs, count } = asked;
  const { data } = finish(
    evaluateQuery({
      text,
      store: new ArrayStore([testSeries({ __name__: "x" }, series)]),
      isInstant: false,
      startMs: firstMs,
      endMs: firstMs + stepMs * (count - 1),
      stepMs,
      lookbackMs: asked.rangeMs,
      limits: { maxSamples: 1e6, timeoutMs: 1e6 },
      nowMs: () => 0,
    }),
  );
  if (data.resultType !== "matrix" || data.form !== "steps") throw new Error(data.resultType);
  const { labels, values, has } = data.vector;
  if (labels.length === 0) return [];
  return Array.from({ length: count }, (_, step) => step)
    .filter((step) => has[step] === 1)
    .map((step) => [firstMs + step * stepMs, values[step]]);
}

interface Asked {
  readonly firstMs: number;
  readonly stepMs: number;
  readonly count: number;
  readonly rangeMs: number;
}

const modifiers = ({ offsetMs, atMs }: { offsetMs: number; atMs: number | null }): string =>
  `${atMs === null ? "" : ` @ ${atMs / 1000}`} offset ${offsetMs}ms`;

describe("windows are open on the left", () => {
  it("for an instant selector: the newest sample, unless it is a stale marker", () => {
    fc.assert(
      fc.property(samples, query, (series, asked) => {
        const expected = windowsOf(asked).flatMap(({ timeMs, lookMs }) => {
          const newest = series.findLast(([at]) => at <= lookMs && at > lookMs - asked.rangeMs);
          return newest && newest[1] !== "stale" ? [[timeMs, newest[1]]] : [];
        });
        expect(evaluate(`x${modifiers(asked)}`, series, asked)).toEqual(expected);
      }),
    );
  });

  it("for a range selector: all samples but the stale markers", () => {
    fc.assert(
      fc.property(samples, query, (series, asked) => {
        const expected = windowsOf(asked).flatMap(({ timeMs, lookMs }) => {
          const inside = series.filter(
            ([at, value]) => at <= lookMs && at > lookMs - asked.rangeMs && value !== "stale",
          );
          return inside.length === 0 ? [] : [[timeMs, inside.length]];
        });
        expect(evaluate(`count_over_time(x[${asked.rangeMs}ms]${modifiers(asked)})`, series, asked)).toEqual(
          expected,
        );
      }),
    );
  });

  it("for a subquery: the multiples of its step", () => {
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 10 }), (asked, stepMs) => {
        const expected = windowsOf(asked).flatMap(({ timeMs, lookMs }) => {
          const last = Math.floor(lookMs / stepMs);
          const before = Math.floor((lookMs - asked.rangeMs) / stepMs);
          return last === before ? [] : [[timeMs, last - before]];
        });
        const text = `count_over_time(vector(1)[${asked.rangeMs}ms:${stepMs}ms]${modifiers(asked)})`;
        expect(evaluate(text, [], asked)).toEqual(expected);
      }),
    );
  });
});
