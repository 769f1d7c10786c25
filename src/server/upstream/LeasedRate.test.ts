import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LeasedRate } from "./LeasedRate.ts";
import type { Loan, LoanRequest } from "./SharedRates.ts";

const limits = { perSecond: 10, burst: 40 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What replicas borrow from in these tests: a bucket in this process, `tripMs` away. */
function aLender(tripMs = 1) {
  const stepMs = 1_000 / limits.perSecond;
  let fullAtMs = Date.now();
  const asked: LoanRequest[] = [];
  const lender = {
    asked,
    tripMs,
    isAway: false,
    borrow: async (request: LoanRequest): Promise<Loan | null> => {
      asked.push(request);
      if (lender.isAway) return null;
      await new Promise((resolve) => setTimeout(resolve, lender.tripMs));
      fullAtMs = Math.max(Date.now(), fullAtMs - request.back * stepMs);
      const there = Math.floor(limits.burst - (fullAtMs - Date.now()) / stepMs);
      const granted = Math.min(request.most, there);
      fullAtMs += granted * stepMs;
      return { granted, waitMs: Math.max(0, fullAtMs - Date.now() - (limits.burst - 1) * stepMs) };
    },
  };
  return lender;
}

/** Takes all that may go now; what is still to be found out is waited for. */
async function drain(rate: LeasedRate): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (rate.waitMs(Date.now()) === Infinity) await vi.advanceTimersByTimeAsync(60);
    if (rate.waitMs(Date.now()) !== 0) return count;
    rate.take();
  }
}

function aRate(borrow: (request: LoanRequest) => Promise<Loan | null>) {
  const onChange = vi.fn<() => void>();
  return { onChange, rate: new LeasedRate({ limits, borrow, onChange, monotonic: () => Date.now() }) };
}

it("T14 a burst of 40 costs six questions, not 40", async () => {
  const lender = aLender();
  const { rate } = aRate(lender.borrow);
  for (let i = 0; i < 40; i += 1) {
    if (rate.waitMs(Date.now()) !== 0) await vi.advanceTimersByTimeAsync(2);
    expect(rate.waitMs(Date.now())).toBe(0);
    rate.take();
  }
  expect(lender.asked.map(({ most }) => most)).toEqual([2, 4, 8, 10, 10, 10]);
});

it.each([1, 2, 5])(
  "T14 %i replicas together let no more go than one would, and one second's more",
  async (count) => {
    const lender = aLender();
    const rates = Array.from({ length: count }, () => aRate(lender.borrow).rate);
    const startMs = Date.now();
    let gone = 0;
    while (Date.now() - startMs < 10_000) {
      for (const rate of rates) {
        if (rate.waitMs(Date.now()) !== 0) continue;
        rate.take();
        gone += 1;
      }
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(gone).toBeGreaterThan(40 + 10 * 9);
    expect(gone).toBeLessThanOrEqual(40 + 10 * 11);
  },
);

it("what is not used goes back, so that slow asking at many replicas uses nothing up", async () => {
  const lender = aLender();
  const rates = Array.from({ length: 4 }, () => aRate(lender.borrow).rate);
  // 8 a second, two at each: within the rate, in the long run as well.
  for (let i = 0; i < 200; i += 1) {
    const rate = rates[i % 4] as LeasedRate;
    if (rate.waitMs(Date.now()) !== 0) await vi.advanceTimersByTimeAsync(2);
    expect(rate.waitMs(Date.now())).toBe(0);
    rate.take();
    await vi.advanceTimersByTimeAsync(125);
  }
  expect(lender.asked.some(({ back }) => back > 0)).toBe(true);
});

it.each([0, 60_000])(
  "nobody lends: the process' own rate holds, which has counted along, %i ms on",
  async (ms) => {
    const lender = aLender();
    const { rate } = aRate(lender.borrow);
    await vi.advanceTimersByTimeAsync(ms);
    for (let i = 0; i < 30; i += 1) {
      if (rate.waitMs(Date.now()) !== 0) await vi.advanceTimersByTimeAsync(2);
      rate.take();
    }
    lender.isAway = true;
    const more = await drain(rate);
    expect(more).toBeGreaterThanOrEqual(10);
    expect(more).toBeLessThanOrEqual(12);
  },
);

it("a slow lender holds nobody up for longer than 50 ms, and is heard when it answers", async () => {
  const lender = aLender(400);
  const { rate, onChange } = aRate(lender.borrow);
  expect(rate.waitMs(Date.now())).toBe(Infinity);
  await vi.advanceTimersByTimeAsync(49);
  expect(onChange).not.toHaveBeenCalled();
  // And the turn of the loop in which an answer that came meanwhile is read.
  await vi.advanceTimersByTimeAsync(2);
  expect(onChange).toHaveBeenCalledOnce();
  expect(rate.waitMs(Date.now())).toBe(0);
  await vi.advanceTimersByTimeAsync(400);
  expect(onChange).toHaveBeenCalledTimes(2);
  expect(lender.asked).toHaveLength(1);
});

it("asks again a second after nobody lent", async () => {
  const lender = aLender();
  lender.isAway = true;
  const { rate } = aRate(lender.borrow);
  expect(await drain(rate)).toBe(40);
  expect(lender.asked).toHaveLength(1);
  lender.isAway = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rate.waitMs(Date.now())).toBe(Infinity);
  await vi.advanceTimersByTimeAsync(2);
  expect([rate.waitMs(Date.now()), lender.asked.length]).toEqual([0, 2]);
});

it("is to be remembered while it has less than all, or something borrowed", async () => {
  const lender = aLender();
  const { rate } = aRate(lender.borrow);
  expect(rate.isFull(Date.now())).toBe(true);
  expect(await drain(rate)).toBeGreaterThan(30);
  expect(rate.isFull(Date.now())).toBe(false);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(rate.isFull(Date.now())).toBe(true);
});
