import { expect, it } from "vitest";
import { RestartPauses } from "./RestartPauses.ts";

it("waits twice as long each time, at most a minute", () => {
  const pauses = new RestartPauses();
  const waited = Array.from({ length: 10 }, () => pauses.next(4_000));
  expect(waited).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

it("begins anew after one that ran for five minutes", () => {
  const pauses = new RestartPauses();
  pauses.next(0);
  pauses.next(299_999);
  expect([pauses.next(299_999), pauses.next(300_000), pauses.next(0)]).toEqual([2_000, 500, 1_000]);
});
