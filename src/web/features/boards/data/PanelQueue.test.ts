import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { QueueView } from "../../../../contract/queue.ts";
import { PanelQueue } from "./PanelQueue.ts";

const ask = vi.fn<() => Promise<Pick<QueueView, "panels">>>();
const at = (panelId: string, ahead: number, letter = "A") => ({ panelId, letter, ahead });
const open = () => new PanelQueue({ ask, everyMs: 1_000 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  ask.mockReset();
});

it("T14 asks once a second for all panels that wait, and no longer than one of them does", async () => {
  ask.mockResolvedValueOnce({ panels: [at("calls", 3), at("calls", 5, "B"), at("mail", 0)] });
  ask.mockResolvedValue({ panels: [at("mail", 0)] });
  const queue = open();
  const heard = vi.fn();
  const leave = [queue.subscribe(heard), queue.subscribe(() => undefined)];
  await vi.advanceTimersByTimeAsync(0);
  expect(ask).toHaveBeenCalledOnce();
  expect([queue.placeOf("calls"), queue.placeOf("mail"), queue.placeOf("other")]).toEqual([5, 0, null]);
  expect(heard).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([ask.mock.calls.length, queue.placeOf("calls")]).toEqual([2, null]);
  for (const one of leave) one();
  await vi.advanceTimersByTimeAsync(5_000);
  expect([ask.mock.calls.length, queue.placeOf("mail")]).toEqual([2, null]);
});

it("T14 tells of panels that the page holds back itself, and keeps what it knew when asking fails", async () => {
  ask.mockResolvedValueOnce({ panels: [at("calls", 2)] });
  ask.mockRejectedValue(new Error("offline"));
  const queue = open();
  const release = [queue.holdBack("mail"), queue.holdBack("mail")];
  const leave = queue.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(2_500);
  expect([queue.placeOf("calls"), queue.placeOf("mail")]).toEqual([2, "own-turn"]);
  release[0]?.();
  release[0]?.();
  expect(queue.placeOf("mail")).toBe("own-turn");
  release[1]?.();
  expect(queue.placeOf("mail")).toBeNull();
  leave();
});
