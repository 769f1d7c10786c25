import { describe, expect, it } from "vitest";
import type { FromBrowseWorker, ToBrowseWorker } from "../../../domain/browse/BrowseMessages.ts";
import { problem, ProblemError } from "../../../domain/problem/Problem.ts";
import { type BrowseWorkerLike, createBrowseClient } from "./createBrowseClient.ts";
import { createGate } from "./createGate.ts";

function aWorker() {
  const posted: ToBrowseWorker[] = [];
  const listeners: {
    message?: (event: MessageEvent<FromBrowseWorker>) => void;
    error?: (event: ErrorEvent) => void;
  } = {};
  let made = 0;
  const create = (): BrowseWorkerLike => {
    made += 1;
    return {
      postMessage: (message) => posted.push(message),
      terminate: () => {},
      addEventListener: (type: "message" | "error", listen: never) => {
        listeners[type] = listen;
      },
    };
  };
  const reply = (data: FromBrowseWorker) => listeners.message?.({ data } as MessageEvent<FromBrowseWorker>);
  return {
    posted,
    create,
    reply,
    fail: () => listeners.error?.({ message: "boom" } as ErrorEvent),
    made: () => made,
  };
}
const ROWS = { viewId: 1, from: 0, to: 5 };

describe("createBrowseClient", () => {
  it("pairs answers with their questions, in any order", async () => {
    const worker = aWorker();
    const ask = createBrowseClient(worker.create);
    const both = [ask("rows", ROWS), ask("rows", { ...ROWS, from: 1 })] as const;
    worker.reply({ id: 2, answer: ["second"] });
    worker.reply({ id: 1, answer: ["first"] });
    expect(await Promise.all(both)).toEqual([["first"], ["second"]]);
    expect(worker.made()).toBe(1);
  });

  it("rejects with the worker's problem", async () => {
    const worker = aWorker();
    const asked = createBrowseClient(worker.create)("rows", ROWS);
    worker.reply({ id: 1, problem: problem("UPSTREAM_TIMEOUT") });
    await expect(asked).rejects.toMatchObject({ problem: { code: "UPSTREAM_TIMEOUT" } });
  });

  it("F42 an abort ends the request in the worker and drops a late answer", async () => {
    const worker = aWorker();
    const controller = new AbortController();
    const asked = createBrowseClient(worker.create)("rows", ROWS, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(worker.posted.at(-1)).toEqual({ call: "cancel", id: 1 });
    worker.reply({ id: 1, answer: [] });
  });

  it("starts a new worker after the old one died", async () => {
    const worker = aWorker();
    const ask = createBrowseClient(worker.create);
    const lost = ask("rows", ROWS);
    worker.fail();
    await expect(lost).rejects.toBeInstanceOf(ProblemError);
    void ask("rows", ROWS);
    expect(worker.made()).toBe(2);
  });
});

describe("createGate", () => {
  it("D11 lets six run at once, the next as one ends, and forgets who stopped waiting", async () => {
    const gate = createGate(6);
    const { signal } = new AbortController();
    const ends: (() => void)[] = [];
    let most = 0;
    let running = 0;
    const task = () =>
      new Promise<void>((resolve) => {
        running += 1;
        most = Math.max(most, running);
        ends.push(() => {
          running -= 1;
          resolve();
        });
      });
    const all = Array.from({ length: 9 }, () => gate(task, signal));
    const gone = new AbortController();
    const left = gate(task, gone.signal);
    gone.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    while (ends.length > 0) {
      ends.shift()?.();
      await Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => Promise.resolve());
      await new Promise((resolve) => queueMicrotask(() => resolve(null)));
    }
    await Promise.all(all);
    expect([most, running]).toEqual([6, 0]);
  });

  it("goes on after a task that failed", async () => {
    const gate = createGate(1);
    const { signal } = new AbortController();
    await expect(gate(() => Promise.reject(new Error("x")), signal)).rejects.toThrow("x");
    expect(await gate(() => Promise.resolve(1), signal)).toBe(1);
  });
});
