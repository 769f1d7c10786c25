import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EngineError } from "../EngineError.ts";
import { Scheduler } from "./Scheduler.ts";
import type { Work } from "./Work.ts";

/** A clock that work moves, and callbacks that run one after another. */
class Bench {
  nowMs = 0;
  readonly log: string[] = [];
  readonly waiting: (() => void)[] = [];
  readonly scheduler = new Scheduler({
    nowMs: () => this.nowMs,
    later: (callback) => this.waiting.push(callback),
    sliceMs: 3,
  });

  /** Takes `steps` milliseconds, one per step. */
  *work(name: string, steps: number): Work<string> {
    for (let i = 0; i < steps; i++) {
      this.nowMs++;
      this.log.push(name);
      yield;
    }
    return name;
  }

  /** Lets the event loop turn once. */
  turn(): void {
    this.waiting.shift()?.();
  }

  turnAll(): void {
    while (this.waiting.length > 0) this.turn();
  }
}

describe("Scheduler", () => {
  it("gives a work's result, and nothing is planned afterwards", async () => {
    const bench = new Bench();
    const result = bench.scheduler.run(bench.work("a", 10));
    bench.turnAll();
    await expect(result).resolves.toBe("a");
    expect(bench.scheduler.size).toBe(0);
  });

  it("lets the event loop turn after each slice", () => {
    const bench = new Bench();
    void bench.scheduler.run(bench.work("a", 10));
    bench.turn();
    expect(bench.nowMs).toBe(3);
    expect(bench.waiting).toHaveLength(1);
  });

  it("ends a short work at once though a long one is under way", async () => {
    const bench = new Bench();
    void bench.scheduler.run(bench.work("long", 1_000));
    for (let i = 0; i < 20; i++) bench.turn();
    const startMs = bench.nowMs;
    const short = bench.scheduler.run(bench.work("short", 9));
    while (bench.scheduler.size > 1) bench.turn();
    await short;
    expect(bench.nowMs - startMs).toBeLessThanOrEqual(9 + 2 * 3);
  });

  it("goes on with the long work while short ones that would take all the time keep coming", () => {
    const bench = new Bench();
    void bench.scheduler.run(bench.work("long", 100));
    for (let i = 0; i < 400; i++) {
      void bench.scheduler.run(bench.work("short", 3));
      bench.turn();
    }
    expect(bench.log.filter((name) => name === "long").length).toBeGreaterThan(5);
  });

  it("runs every work to its end, each step once, whatever comes when", async () => {
    const arrivals = fc.array(fc.record({ steps: fc.nat(20), turnsBefore: fc.nat(5) }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (jobs) => {
        const bench = new Bench();
        const results = jobs.map(({ steps, turnsBefore }, i) => {
          for (let turn = 0; turn < turnsBefore; turn++) bench.turn();
          return bench.scheduler.run(bench.work(String(i), steps));
        });
        bench.turnAll();
        expect(await Promise.all(results)).toEqual(jobs.map((_, i) => String(i)));
        for (const [i, { steps }] of jobs.entries())
          expect(bench.log.filter((name) => name === String(i))).toHaveLength(steps);
      }),
    );
  });

  it("cancels a work by its signal, and the work cleans up", async () => {
    const bench = new Bench();
    let isCleaned = false;
    function* work(): Work<void> {
      try {
        yield* bench.work("a", 100);
      } finally {
        isCleaned = true;
      }
    }
    const controller = new AbortController();
    const result = bench.scheduler.run(work(), { signal: controller.signal });
    bench.turn();
    controller.abort();
    await expect(result).rejects.toThrow(
      new EngineError("canceled", "query was canceled in expression evaluation"),
    );
    expect({ isCleaned, size: bench.scheduler.size }).toEqual({ isCleaned: true, size: 0 });
    await expect(bench.scheduler.run(work(), { signal: controller.signal })).rejects.toMatchObject({
      type: "canceled",
    });
  });

  it("stops a work whose time is up, and others go on", async () => {
    const bench = new Bench();
    const runaway = bench.scheduler.run(bench.work("runaway", 1_000), { timeoutMs: 50 });
    const other = bench.scheduler.run(bench.work("other", 100));
    runaway.catch(() => undefined);
    bench.turnAll();
    await expect(runaway).rejects.toMatchObject({
      type: "timeout",
      message: "query timed out in expression evaluation",
    });
    await expect(other).resolves.toBe("other");
    expect(bench.log.filter((name) => name === "runaway").length).toBeLessThanOrEqual(53);
  });

  it("rejects with what a work throws", async () => {
    const bench = new Bench();
    function* work(): Work<void> {
      yield;
      throw new EngineError("execution", "no");
    }
    const result = bench.scheduler.run(work());
    result.catch(() => undefined);
    bench.turnAll();
    await expect(result).rejects.toThrow("no");
  });
});
