import type { Rate } from "./Rate.ts";
import type { Loan, LoanRequest } from "./SharedRates.ts";
import { type BucketLimits, TokenBucket } from "./TokenBucket.ts";

export interface LeasedRateOptions {
  readonly limits: BucketLimits;
  readonly borrow: (request: LoanRequest) => Promise<Loan | null>;
  /** `waitMs` is worth asking again. */
  readonly onChange: () => void;
  readonly monotonic: () => number;
}

/**
 * What is borrowed goes back unless it is used within this. All replicas together let burst + (T + LEASE_MS) · perSecond
 * go in any time T, however many they are.
 */
const LEASE_MS = 1_000;
/** Longer than this nobody waits for the shared rate; the process' own decides then. */
const PROMPT_MS = 50;
/** And for so long it is left alone. */
const REST_MS = 1_000;
const FIRST_LOAN = 2;
/** As a part of the burst, so that a few replicas do not hold all of it. */
const MOST_OF_BURST = 0.25;

/**
 * A rate that replicas share. It borrows a few at a time, more while all of them get used, so that not every question
 * costs a round trip. While nobody lends, it is a rate of this process alone, which has counted along.
 */
export class LeasedRate implements Rate {
  readonly #options: LeasedRateOptions;
  readonly #own: TokenBucket;
  #left = 0;
  #leaseEndsMs = 0;
  #most = FIRST_LOAN;
  #granted = 0;
  #nothingUntilMs = 0;
  #aloneUntilMs = 0;
  #isAsking = false;

  constructor(options: LeasedRateOptions) {
    this.#options = options;
    this.#own = new TokenBucket(options.limits, options.monotonic());
  }

  waitMs(nowMs: number): number {
    // Asked in any case: what it earned counts before the next one is taken, or a long rest would be a second burst.
    const ownMs = this.#own.waitMs(nowMs);
    if (this.#left > 0 && nowMs < this.#leaseEndsMs) return 0;
    if (nowMs < this.#aloneUntilMs) return ownMs;
    if (nowMs < this.#nothingUntilMs) return this.#nothingUntilMs - nowMs;
    if (!this.#isAsking) void this.#ask(nowMs);
    return Infinity;
  }

  take(): void {
    this.#own.take();
    if (this.#left > 0) this.#left -= 1;
  }

  isFull(nowMs: number): boolean {
    return !this.#isAsking && nowMs >= this.#leaseEndsMs && this.#own.isFull(nowMs);
  }

  async #ask(askedMs: number): Promise<void> {
    this.#isAsking = true;
    const impatience = setTimeout(() => this.#giveUp(), PROMPT_MS).unref();
    const request = this.#nextRequest();
    const loan = await this.#options.borrow(request);
    clearTimeout(impatience);
    this.#isAsking = false;
    if (loan === null) return this.#goAlone();
    this.#aloneUntilMs = 0;
    this.#left = loan.granted;
    this.#granted = loan.granted;
    this.#leaseEndsMs = askedMs + LEASE_MS;
    // What came after its end was not used, and goes back with the next one.
    this.#nothingUntilMs = loan.granted > 0 ? 0 : this.#options.monotonic() + Math.max(1, loan.waitMs);
    this.#options.onChange();
  }

  /** Twice as many as before when all were used; as many as were used when some were left. */
  #nextRequest(): LoanRequest {
    const back = this.#left;
    this.#left = 0;
    const used = this.#granted - back;
    const most = Math.max(FIRST_LOAN, Math.floor(this.#options.limits.burst * MOST_OF_BURST));
    if (this.#granted > 0)
      this.#most = Math.min(most, Math.max(FIRST_LOAN, back === 0 ? this.#most * 2 : used));
    this.#granted = 0;
    return { most: this.#most, back };
  }

  /** A busy process sees its timers before its sockets: a loan that came in time is read before it counts as late. */
  #giveUp(): void {
    setImmediate(() => {
      if (this.#isAsking) this.#goAlone();
    });
  }

  #goAlone(): void {
    this.#aloneUntilMs = this.#options.monotonic() + REST_MS;
    this.#options.onChange();
  }
}
