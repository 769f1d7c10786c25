import { describe, expect, it } from "vitest";
import { numberCopies } from "./lineOrder.ts";
import { contextNext, contextPlan, contextWindow, findAnchor, streamSelector } from "./context.ts";
import type { LogLine, LogPage } from "./LogPage.ts";
import { withNewer, withOlder, type LogPlan } from "./LogWindow.ts";
import { compareNs } from "./ns.ts";
import { lineOf } from "./testLines.test-util.ts";

const BASE = 1_748_304_000_000_000_000n;
const storeOf = (times: readonly number[]) =>
  numberCopies(
    times.map((time, i) => lineOf(`line ${i % 7 === 0 ? "same" : i}`, { ns: String(BASE + BigInt(time)) })),
  );

function ask(store: readonly LogLine[], { startNs, endNs, limit, direction }: LogPlan): LogPage {
  const found = store.filter(({ ns }) => compareNs(ns, startNs) >= 0 && compareNs(ns, endNs) < 0);
  const ascending = numberCopies(direction === "forward" ? found.slice(0, limit) : found.slice(-limit));
  const lines = direction === "forward" ? ascending : ascending.toReversed();
  return { kind: "logs", lines, direction, limit, warnings: [], bytes: 0 };
}

function load(store: readonly LogLine[], anchor: LogLine) {
  const plan = contextPlan(anchor);
  let window = contextWindow(plan, ask(store, plan.older), ask(store, plan.newer));
  for (let pages = 2; ; pages++) {
    const next = contextNext(window, anchor);
    if (!next) return { window, pages };
    window = (next.direction === "backward" ? withOlder : withNewer)(window, ask(store, next));
  }
}

describe("the context of a line", () => {
  it("E6 is 50 lines to each side in two requests", () => {
    const store = storeOf(Array.from({ length: 400 }, (_, i) => i * 10));
    const anchor = store[200] as LogLine;
    const { window, pages } = load(store, anchor);
    expect(window.lines).toEqual(store.slice(150, 251));
    expect([findAnchor(window, anchor), pages]).toEqual([{ index: 50, isExact: true }, 2]);
  });

  it.each([0, 120, 299])("E6 F38 holds the anchor among 300 lines of its own nanosecond (%i)", (offset) => {
    const store = storeOf(Array.from({ length: 500 }, (_, i) => (i < 100 ? i : i < 400 ? 1000 : 2000 + i)));
    const anchor = store[100 + offset] as LogLine;
    const { window } = load(store, anchor);
    const { index, isExact } = findAnchor(window, anchor);
    expect([isExact, window.lines[index]]).toEqual([true, anchor]);
    const at = store.indexOf(anchor);
    expect(window.lines.slice(index - 50, index + 51)).toEqual(store.slice(at - 50, at + 51));
  });

  it("E6 ends where the stream does", () => {
    const store = storeOf([1, 2, 3]);
    const { window } = load(store, store[1] as LogLine);
    expect(window.lines).toEqual(store);
    expect(load(store.slice(1, 2), store[1] as LogLine).window.lines).toHaveLength(1);
  });

  it("stands at the line of the same time where the query rewrote the text", () => {
    const store = storeOf([1, 2, 3]);
    const { window } = load(store, { ...(store[1] as LogLine), text: "rewritten" });
    expect(findAnchor(window, { ...(store[1] as LogLine), text: "rewritten" })).toEqual({
      index: 1,
      isExact: false,
    });
  });

  it("asks for the stream by its own labels", () => {
    expect(streamSelector({ b: 'x"\\\n', a: "ü", "not.a.label": "x", gone: "" })).toBe(
      String.raw`{a="ü", b="x\"\\\n"}`,
    );
    expect(streamSelector({ app: "a", parsed: "b" }, (name) => name === "app")).toBe('{app="a"}');
  });
});
