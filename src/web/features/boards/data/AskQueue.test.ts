import { describe, expect, it } from "vitest";
import { AskQueue } from "./AskQueue.ts";

/** A task that ends when told to. */
function task() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { ended, end };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const live = () => new AbortController().signal;

describe("AskQueue", () => {
  it("runs six at once, and what is on screen before what came first", async () => {
    const queue = new AskQueue(6);
    const begun: number[] = [];
    const tasks = Array.from({ length: 9 }, task);
    const onScreen = new Set([8]);
    const all = tasks.map(({ ended }, index) =>
      queue.run(
        () => {
          begun.push(index);
          return ended;
        },
        { isOnScreen: () => onScreen.has(index), signal: live() },
      ),
    );
    await settle();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
    tasks[3]?.end();
    await settle();
    expect(begun.at(-1)).toBe(8);
    tasks[0]?.end();
    await settle();
    expect(begun.at(-1)).toBe(6);
    for (const { end } of tasks) end();
    await Promise.all(all);
    expect(begun).toHaveLength(9);
  });

  it("gives the place of a task that fails to the next", async () => {
    const queue = new AskQueue(1);
    const options = { isOnScreen: () => true, signal: live() };
    const failing = queue.run(() => Promise.reject(new Error("no")), options);
    const next = queue.run(() => Promise.resolve("yes"), options);
    await expect(failing).rejects.toThrow("no");
    await expect(next).resolves.toBe("yes");
  });

  it("lets who aborts leave the line without running", async () => {
    const queue = new AskQueue(1);
    const first = task();
    const running = queue.run(() => first.ended, { isOnScreen: () => true, signal: live() });
    const abort = new AbortController();
    const waiting = queue.run(() => Promise.reject(new Error("ran")), {
      isOnScreen: () => true,
      signal: abort.signal,
    });
    abort.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    first.end();
    await running;
    await expect(
      queue.run(() => Promise.resolve(1), { isOnScreen: () => true, signal: live() }),
    ).resolves.toBe(1);
  });
});
