import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLines, numberCopies } from "./lineOrder.ts";
import type { LogLine, LogPage } from "./LogPage.ts";
import { fromPage, withNewer, type LogPlan } from "./LogWindow.ts";
import { compareNs, msToNs } from "./ns.ts";
import { followedToNs, tailLagMs, tailPauseMs, tailPlan, tailWindow } from "./tail.ts";
import { lineOf } from "./testLines.test-util.ts";

const NOW = 1_748_304_000_000;
const at = (second: number, text = `at ${second}`) => lineOf(text, { ns: msToNs(NOW + second * 1000) });

function ask(store: readonly LogLine[], plan: Omit<LogPlan, "isRaised">): LogPage {
  const { startNs, endNs, limit, direction } = plan;
  const found = numberCopies(store.toSorted(compareLines)).filter(
    ({ ns }) => compareNs(ns, startNs) >= 0 && compareNs(ns, endNs) < 0,
  );
  const lines = numberCopies(direction === "forward" ? found.slice(0, limit) : found.slice(-limit));
  const listed = direction === "forward" ? lines : lines.toReversed();
  return { kind: "logs", lines: listed, direction, limit, warnings: [], bytes: 0 };
}

const RANGE = { startNs: msToNs(NOW - 60_000), endNs: msToNs(NOW) };
const begin = (store: readonly LogLine[], limit = 100) =>
  fromPage(ask(store, { ...RANGE, limit, direction: "backward" }), RANGE);

describe("a live tail", () => {
  it("N3 takes every line as it comes, late ones too, in any number of requests", () => {
    const arrivals = fc.array(fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 2 })), { maxLength: 9 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 12 }), (rounds, limit) => {
        let store: LogLine[] = [at(-3), at(-1)];
        let window = begin(store, Math.max(2, limit));
        for (const [round, arrived] of rounds.entries()) {
          const nowMs = NOW + round * 2000;
          // A line may be up to four seconds late.
          store = [...store, ...arrived.map(([late, text]) => at(round * 2 - late, `text ${text}`))];
          for (let asked = 0; asked < 100; asked++) {
            const plan = tailPlan(window, nowMs);
            const page = ask(store, plan);
            window = withNewer(tailWindow(window, plan), page);
            if (tailPauseMs(page) > 0) break;
          }
        }
        const wanted = numberCopies(store.toSorted(compareLines));
        expect(window.lines.toReversed()).toEqual(wanted);
      }),
    );
  });

  it("waits two seconds, or not at all while it lags a page behind", () => {
    const page = ask([at(-1), at(-2)], { ...RANGE, limit: 2, direction: "forward" });
    expect([tailPauseMs(page), tailPauseMs({ ...page, limit: 3 })]).toEqual([0, 2000]);
  });

  it("says how far it lags", () => {
    expect(tailLagMs(begin([at(-7)]), NOW)).toBe(7000);
    expect(tailLagMs(begin([at(-1)]), NOW - 5000)).toBe(0);
    expect(tailLagMs(begin([]), NOW)).toBeNull();
  });

  it("begins with the range where there is nothing yet", () => {
    expect(tailPlan(begin([]), NOW)).toMatchObject({
      startNs: RANGE.startNs,
      limit: 100,
      direction: "forward",
    });
  });

  it("asks from the newest time alone where the last seconds hold more than a page can", () => {
    const store = Array.from({ length: 5000 }, (_, i) => at(-1, `line ${i}`));
    const window = begin([...store, at(-0.5)], 5000);
    expect(tailPlan(window, NOW)).toMatchObject({ startNs: at(-0.5).ns, limit: 5000 });
  });

  it("E1 knows up to when it has asked, so that the volume can follow", () => {
    const window = begin([at(-3)]);
    expect(followedToNs(window, RANGE.endNs)).toBeNull();
    const followed = tailWindow(window, tailPlan(window, NOW + 4000));
    expect(followedToNs(followed, RANGE.endNs)).toBe(msToNs(NOW + 4000));
  });
});
