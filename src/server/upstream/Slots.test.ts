import { describe, expect, it, vi, beforeEach, afterEach } from "vitest";
import { type SlotLimits, Slots, type Waiter } from "./Slots.ts";

const limits: SlotLimits = {
  runningPerSource: 20,
  queuedPerSource: 400,
  runningTotal: 64,
  runningPerOwner: 8,
  queuedPerOwner: 32,
  queriesPerSecond: 10,
  queryBurst: 40,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Slots on a clock of the test's, and who entered them in what order. */
function table(over: Partial<SlotLimits> = {}) {
  const entered: string[] = [];
  const slots = new Slots({ ...limits, ...over }, () => Date.now());
  const waiter = (owner: string, name = owner, isQuery = true): Waiter => ({
    owner,
    isQuery,
    enter: () => void entered.push(name),
  });
  const ask = (who: Waiter, sourceId = "prod") => slots.enter(sourceId, who);
  return { slots, entered, waiter, ask };
}

describe("slots", () => {
  it("go round between owners, and are first come first served within one", () => {
    const { slots, entered, waiter, ask } = table({ runningPerSource: 1 });
    const first = waiter("a", "a0");
    ask(first);
    for (const name of ["a1", "a2", "a3"]) ask(waiter("a", name));
    for (const name of ["b1", "b2"]) ask(waiter("b", name));
    ask(waiter("c", "c1"));
    for (let i = 0; i < 6; i += 1) slots.release("prod", waiter(entered.at(-1)?.[0] ?? ""));
    expect(entered).toEqual(["a0", "a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("go round between sources", () => {
    const { slots, entered, waiter, ask } = table({ runningTotal: 1 });
    ask(waiter("a", "x0"), "x");
    for (const name of ["x1", "x2"]) ask(waiter("a", name), "x");
    ask(waiter("a", "y1"), "y");
    slots.release("x", waiter("a"));
    slots.release("x", waiter("a"));
    slots.release("y", waiter("a"));
    expect(entered).toEqual(["x0", "x1", "y1", "x2"]);
  });

  it("T14 8 of one owner run over all sources, 32 more wait, the rest is refused to it alone", () => {
    const { slots, entered, waiter, ask } = table();
    const outcomes = Array.from({ length: 50 }, (_value, i) =>
      ask(waiter("a"), i % 2 === 0 ? "prod" : "other"),
    );
    expect(entered.length).toBe(8);
    expect(outcomes.filter((refusal) => refusal === null).length).toBe(40);
    expect(outcomes.at(-1)).toEqual({ by: "owner", retryAfterMs: 1_600 });
    expect(ask(waiter("b"))).toBe(null);
    expect(entered.at(-1)).toBe("b");
    slots.release("prod", waiter("a"));
    expect(entered.length).toBe(10);
  });

  it("T14 40 queries at once go through, then 10 a second", () => {
    const { slots, entered, waiter, ask } = table();
    for (let i = 0; i < 40; i += 1) {
      ask(waiter("a"));
      slots.release("prod", waiter("a"));
    }
    expect(entered.length).toBe(40);
    for (let i = 0; i < 30; i += 1) expect(ask(waiter("a"))).toBe(null);
    expect(entered.length).toBe(40);
    let released = 40;
    for (let tick = 0; tick < 20; tick += 1) {
      vi.advanceTimersByTime(100);
      for (; released < entered.length; released += 1) slots.release("prod", waiter("a"));
    }
    expect(entered.length).toBe(60);
  });

  it("questions about names pass those that wait for the rate, and count as running", () => {
    const { slots, entered, waiter, ask } = table({ queryBurst: 1 });
    ask(waiter("a", "query 1"));
    slots.release("prod", waiter("a"));
    ask(waiter("a", "query 2"));
    for (let i = 0; i < 10; i += 1) ask(waiter("a", `names ${i}`, false));
    expect(entered).toEqual(["query 1", ...Array.from({ length: 8 }, (_value, i) => `names ${i}`)]);
    vi.advanceTimersByTime(1_000);
    expect(entered.length).toBe(9);
    slots.release("prod", waiter("a"));
    expect(entered.at(-1)).toBe("query 2");
  });

  it("whoever is at this machine has no bounds but the source's", () => {
    const { entered, waiter, ask } = table();
    const outcomes = Array.from({ length: 421 }, () => ask(waiter("local")));
    expect(entered.length).toBe(20);
    expect(outcomes.filter((refusal) => refusal !== null)).toEqual([{ by: "source", retryAfterMs: 1_000 }]);
  });

  it("tell how many go first, in turn between owners", () => {
    const { slots, waiter, ask } = table({ runningPerSource: 2 });
    for (let i = 0; i < 12; i += 1) ask(waiter("a"));
    ask(waiter("c"));
    const [mine, second] = [waiter("b", "b1"), waiter("b", "b2")];
    ask(mine);
    ask(second);
    expect(slots.placeOf("prod", mine)).toEqual({ ahead: 2, running: 2 });
    expect(slots.placeOf("prod", second)).toEqual({ ahead: 4, running: 2 });
    slots.release("prod", waiter("a"));
    expect(slots.placeOf("prod", mine)).toEqual({ ahead: 1, running: 2 });
    slots.leaveQueue("prod", mine);
    expect(slots.placeOf("prod", mine)).toBe(null);
    expect(slots.placeOf("prod", second)).toEqual({ ahead: 1, running: 2 });
  });

  it("forget owners that rest, and remember the rate of those that do not", () => {
    const { slots, entered, waiter, ask } = table({ queryBurst: 1 });
    for (let i = 0; i < 2_000; i += 1) {
      ask(waiter(`person-${i}`));
      slots.release("prod", waiter(`person-${i}`));
      vi.advanceTimersByTime(10);
    }
    expect(entered.length).toBe(2_000);
    ask(waiter("person-1999"));
    expect(entered.length).toBe(2_000);
    vi.advanceTimersByTime(100);
    expect(entered.length).toBe(2_001);
  });
});

/** Runs `seconds` of a source that takes 100 ms for a query, and answers how long each normal one waited, sorted. */
function waitsOf(abuserPerSecond: number, seconds = 20) {
  const slots = new Slots(limits, () => Date.now());
  const waits: number[] = [];
  let refused = 0;
  let refusedOthers = 0;
  const ask = (owner: string): void => {
    const askedMs = Date.now();
    const who: Waiter = {
      owner,
      isQuery: true,
      enter: () => {
        if (owner !== "abuser") waits.push(Date.now() - askedMs);
        setTimeout(() => slots.release("prod", who), 100);
      },
    };
    const refusal = slots.enter("prod", who);
    if (refusal === null) return;
    if (owner === "abuser" && refusal.by === "owner") refused += 1;
    else refusedOthers += 1;
  };
  for (let tick = 0; tick < seconds * 500; tick += 1) {
    if (tick % (500 / Math.max(1, abuserPerSecond)) === 0 && abuserPerSecond > 0) ask("abuser");
    // 20 people, 2 queries a second each, not in step.
    if (tick % 250 < 20) ask(`person-${tick % 250}`);
    vi.advanceTimersByTime(2);
  }
  vi.advanceTimersByTime(10_000);
  return { waits: waits.toSorted((a, b) => a - b), refused, refusedOthers };
}

it("G22 T14 one abuser at 500 requests a second costs 20 normal users nothing, and only it is refused", () => {
  const alone = waitsOf(0);
  const beside = waitsOf(500);
  const p99 = ({ waits }: typeof alone) => 100 + (waits[Math.floor(waits.length * 0.99)] ?? 0);
  expect(beside.waits.length).toBe(alone.waits.length);
  expect(p99(beside) / p99(alone)).toBeLessThan(2);
  expect([alone.refusedOthers, beside.refusedOthers]).toEqual([0, 0]);
  expect(beside.refused).toBeGreaterThan(9_000);
});
