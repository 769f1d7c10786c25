import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLines, numberCopies } from "./lineOrder.ts";
import type { LogLine, LogPage, LogStream } from "./LogPage.ts";
import {
  extendTo,
  fromPage,
  keepNewest,
  newerPlan,
  olderPlan,
  withNewer,
  withOlder,
  type LogPlan,
  type LogWindow,
} from "./LogWindow.ts";
import { addNs, compareNs } from "./ns.ts";

const BASE = 1_748_304_000_123_456_000n;
const STREAMS = ["a", "b", "c"].map((app): LogStream => ({ key: `{app="${app}"}`, labels: { app } }));

interface Model {
  /** In the order of the store. */
  readonly lines: readonly LogLine[];
  /** The most lines of one answer. */
  readonly most: number;
  /** Gives lines of one nanosecond in another order at every request. */
  readonly shuffle?: (lines: readonly LogLine[]) => readonly LogLine[];
}

type Raw = readonly [time: number, stream: number, text: number];

function linesOf(raws: readonly Raw[]): LogLine[] {
  const lines = raws.map(([time, stream, text]): LogLine => ({
    ns: (BASE + BigInt(time)).toString(),
    stream: STREAMS[stream] as LogStream,
    text: `text ${text}`,
    copy: 0,
  }));
  return numberCopies(lines.toSorted(compareLines));
}

/** Answers as Loki does: start inclusive, end exclusive, cut at the limit; copies counted within the answer. */
function ask({ lines, most, shuffle = (same) => same }: Model, plan: LogPlan): LogPage {
  const isBackward = plan.direction === "backward";
  const found = lines.filter(({ ns }) => compareNs(ns, plan.startNs) >= 0 && compareNs(ns, plan.endNs) < 0);
  const mixed = shuffle(found).toSorted((a, b) => compareNs(a.ns, b.ns));
  const limit = Math.min(plan.limit, most);
  const cut = (isBackward ? mixed.toReversed() : mixed).slice(0, limit);
  const ascending = numberCopies((isBackward ? cut.toReversed() : cut).toSorted(compareLines));
  return {
    kind: "logs",
    lines: isBackward ? ascending.toReversed() : ascending,
    direction: plan.direction,
    limit,
    warnings: [],
    bytes: 0,
    ...(limit < plan.limit ? { maxLimit: most } : {}),
  };
}

const RANGE = { startNs: BASE.toString(), endNs: (BASE + 100n).toString() };
const first = (direction: LogPlan["direction"], limit: number): LogPlan => ({
  ...RANGE,
  limit,
  direction,
  isRaised: false,
});

/** Loads every page there is; more pages than lines would be a loop without progress. */
function loadAll(model: Model, start: LogWindow): LogWindow {
  let window = start;
  for (let pages = 0; ; pages++) {
    const older = olderPlan(window);
    const newer = newerPlan(window);
    if (!older && !newer) return window;
    if (pages > 2 * model.lines.length + 10) throw new Error("no end");
    if (older) window = withOlder(window, ask(model, older));
    if (newer) window = withNewer(window, ask(model, newer));
  }
}

const idOf = ({ ns, stream, text, copy }: LogLine) => `${ns} ${stream.key} ${text} ${copy}`;
const ascendingIds = ({ lines, direction }: LogWindow) =>
  (direction === "backward" ? lines.toReversed() : lines).map(idOf);

const raw = (times: number) =>
  fc.tuple(fc.nat({ max: times }), fc.nat({ max: 2 }), fc.nat({ max: 2 })) satisfies fc.Arbitrary<Raw>;
const rawLines = fc.oneof(
  fc.array(raw(99), { maxLength: 60 }),
  fc.array(raw(5), { maxLength: 60 }),
  fc.array(raw(0), { maxLength: 30 }),
);
const directions = fc.constantFrom("backward", "forward");
const limits = fc.integer({ min: 1, max: 20 });

describe("LogWindow", () => {
  it("F38 pages any store with any limit to exactly its lines in order, backward and forward", () => {
    fc.assert(
      fc.property(rawLines, directions, limits, (raws, direction, limit) => {
        const model = { lines: linesOf(raws), most: 60 };
        const window = loadAll(model, fromPage(ask(model, first(direction, limit)), RANGE));
        expect(ascendingIds(window)).toEqual(model.lines.map(idOf));
      }),
      { numRuns: 500 },
    );
  });

  it("F38 pages to the same lines from any moment within the range", () => {
    fc.assert(
      fc.property(
        rawLines,
        directions,
        fc.tuple(limits, fc.bigInt(1n, 99n)),
        (raws, direction, [limit, at]) => {
          const model = { lines: linesOf(raws), most: 60 };
          const atNs = (BASE + at).toString();
          const part = direction === "backward" ? { endNs: atNs } : { startNs: atNs };
          const page = ask(model, { ...first(direction, limit), ...part });
          const window = loadAll(model, fromPage(page, { ...RANGE, atNs }));
          expect(ascendingIds(window)).toEqual(model.lines.map(idOf));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("F38 loses and doubles nothing where equal times come in another order each time", () => {
    fc.assert(
      fc.property(
        rawLines,
        fc.record({ direction: directions, limit: limits }),
        fc.infiniteStream(fc.nat()),
        (raws, { direction, limit }, dice) => {
          const shuffle = (lines: readonly LogLine[]) =>
            lines
              .map((line) => ({ line, at: dice.next().value as number }))
              .toSorted((a, b) => a.at - b.at)
              .map(({ line }) => line);
          const model = { lines: linesOf(raws), most: 61, shuffle };
          const window = loadAll(model, fromPage(ask(model, first(direction, limit)), RANGE));
          expect(ascendingIds(window).toSorted()).toEqual(model.lines.map(idOf).toSorted());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("F38 keeps to a server's own limit, and says where one nanosecond holds more than that", () => {
    fc.assert(
      fc.property(
        rawLines,
        fc.record({ direction: directions, limit: limits }),
        fc.integer({ min: 1, max: 12 }),
        (raws, { direction, limit }, most) => {
          const model = { lines: linesOf(raws), most };
          const window = loadAll(model, fromPage(ask(model, first(direction, limit)), RANGE));
          const crowded = new Set(window.crowdedNs);
          const isCertain = (id: string) => !crowded.has(id.split(" ")[0] ?? "");
          const wanted = model.lines.map(idOf);
          expect(ascendingIds(window).filter(isCertain)).toEqual(wanted.filter(isCertain));
          const loaded = Map.groupBy(window.lines, ({ ns }) => ns);
          for (const [ns, group] of Map.groupBy(model.lines, (line) => line.ns)) {
            expect(crowded.has(ns) || group.length < most || limit >= most).toBe(true);
            expect(loaded.get(ns)?.length).toBeGreaterThanOrEqual(Math.min(most, group.length));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("joins pages whatever the two directions, and whatever overlaps", () => {
    fc.assert(
      fc.property(
        rawLines,
        fc.record({ middle: fc.nat({ max: 99 }), back: fc.nat({ max: 40 }) }),
        limits,
        (raws, { middle, back }, limit) => {
          const model = { lines: linesOf(raws), most: 60 };
          const at = addNs(RANGE.startNs, BigInt(middle));
          const backward = ask(model, { ...first("backward", limit), endNs: addNs(at, 1n) });
          const start = addNs(RANGE.startNs, BigInt(Math.max(0, middle - back)));
          // A forward page that reaches back over held lines, as a tail asks for it.
          const isJoined =
            backward.lines.length < backward.limit || compareNs(start, backward.lines.at(-1)?.ns ?? at) > 0;
          const forward = ask(model, { ...first("forward", 60), startNs: isJoined ? start : at });
          const window = withNewer(
            extendTo(fromPage(backward, { ...RANGE, endNs: at }), RANGE.endNs),
            forward,
          );
          expect(ascendingIds(loadAll(model, window))).toEqual(model.lines.map(idOf));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(["backward", "forward"] as const)(
    "F38 raises the limit once where a whole page shares one nanosecond, and says so (%s)",
    (direction) => {
      const raws = Array.from({ length: 20 }, (_, i): Raw => [i < 5 ? 1 : i < 15 ? 2 : 3, 0, i]);
      const model = { lines: linesOf(raws), most: 5000 };
      let window = fromPage(ask(model, first(direction, 5)), RANGE);
      const limitsAsked: number[] = [];
      for (;;) {
        const plan = olderPlan(window) ?? newerPlan(window);
        if (!plan) break;
        limitsAsked.push(plan.limit);
        expect(plan.isRaised).toBe(plan.limit === 5000);
        window = (plan.direction === "backward" ? withOlder : withNewer)(window, ask(model, plan));
      }
      expect(limitsAsked).toContain(5000);
      expect(limitsAsked.length).toBeLessThan(6);
      expect(ascendingIds(window)).toEqual(model.lines.map(idOf));
      expect(window.crowdedNs).toEqual([]);
    },
  );

  it("F38 takes 20,000 lines, 5,000 of them at one nanosecond, both ways", () => {
    const lines = linesOf(
      Array.from({ length: 20_000 }, (_, i): Raw => [i < 5000 ? 50 : (i % 100) * 3, i % 3, i]),
    );
    const range = { ...RANGE, endNs: addNs(RANGE.startNs, 400n) };
    for (const direction of ["backward", "forward"] as const) {
      const model = { lines, most: 5000 };
      const window = loadAll(model, fromPage(ask(model, { ...first(direction, 1000), ...range }), range));
      expect(ascendingIds(window)).toEqual(lines.map(idOf));
      expect(window.crowdedNs).toEqual([addNs(RANGE.startNs, 50n)]);
    }
  });

  it("stops only at a short page, and asks no more for an empty range", () => {
    const model = {
      lines: linesOf([
        [1, 0, 0],
        [2, 0, 0],
      ]),
      most: 60,
    };
    const full = fromPage(ask(model, first("backward", 2)), RANGE);
    expect(olderPlan(full)).toEqual({ ...first("backward", 2), endNs: addNs(RANGE.startNs, 2n) });
    expect(newerPlan(full)).toBeNull();
    const ended = withOlder(full, ask(model, olderPlan(full) as LogPlan));
    expect([ended.lines, olderPlan(ended)]).toEqual([full.lines, null]);
    const empty = fromPage(ask({ lines: [], most: 60 }, first("forward", 2)), RANGE);
    expect([olderPlan(empty), newerPlan(empty)]).toEqual([null, null]);
  });

  it("gives the same lines where a page brings nothing new", () => {
    const model = {
      lines: linesOf([
        [1, 0, 0],
        [2, 0, 0],
      ]),
      most: 60,
    };
    const window = fromPage(ask(model, first("backward", 2)), RANGE);
    expect(withNewer(window, ask(model, first("forward", 9))).lines).toBe(window.lines);
  });

  it("ends with a server that ignores the end of the range", () => {
    const lines = linesOf([
      [1, 0, 0],
      [2, 0, 0],
      [3, 0, 0],
    ]);
    const lying = { lines, most: 2 };
    let window = fromPage(ask(lying, first("backward", 2)), RANGE);
    for (let pages = 0; pages < 4; pages++) {
      const plan = olderPlan(window);
      if (!plan) break;
      window = withOlder(window, ask(lying, { ...plan, ...RANGE }));
    }
    expect([olderPlan(window), window.lines.length]).toEqual([null, 2]);
  });

  it("forgets the oldest lines of a long tail, which can be asked for again", () => {
    const model = {
      lines: linesOf([
        [1, 0, 0],
        [2, 0, 0],
        [2, 0, 1],
        [3, 0, 0],
      ]),
      most: 60,
    };
    const window = fromPage(ask(model, first("forward", 60)), RANGE);
    const kept = keepNewest(window, 2);
    expect(kept.lines.map(({ text }) => text)).toEqual(["text 1", "text 0"]);
    expect(ascendingIds(loadAll(model, kept))).toEqual(ascendingIds(window));
    expect(keepNewest(window, 4)).toBe(window);
  });
});
