import { ProblemError, problem, type Problem } from "../../domain/problem/Problem.ts";
import type { Secret } from "../config/Secret.ts";

export interface FetchedToken {
  readonly token: Secret;
  readonly lifeMs: number;
}

export interface TokenClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Never set back, but it may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  readonly random: () => number;
}

interface Held extends FetchedToken {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** A token is renewed once this much of its life is over, while it still works. */
const RENEW_SHARE = 0.8;
/** After a failure: 1-2-4-…-60 s with jitter, in which nobody asks the token endpoint. */
const BACK_OFF_MS = 1_000;
const BACK_OFF_MAX_MS = 60_000;
/** A fresh token that is refused as well is not fetched over and over. */
const FORCED_PAUSE_MS = 10_000;

/**
 * The access token of one source. `current` is synchronous, for the way to the socket; whoever finds none waits for
 * `ready`, and any number of them for one fetch. Renewal begins with a use past 80 % of the token's life, so an idle
 * source asks for nothing.
 */
export class TokenProvider {
  readonly #ask: () => Promise<FetchedToken>;
  readonly #clock: TokenClock;
  #held: Held | undefined;
  #running: Promise<void> | undefined;
  #failures = 0;
  #failed: Problem | undefined;
  #retryAtMs = 0;
  #forcedAtMs = -Infinity;

  /** `fetch` asks the token endpoint once, and throws a ProblemError. */
  constructor(fetch: () => Promise<FetchedToken>, clock: TokenClock) {
    this.#ask = fetch;
    this.#clock = clock;
  }

  /** A token that may be sent now; null: wait for `ready`. */
  current(): Secret | null {
    const held = this.#held;
    if (held === undefined) return null;
    const ageMs = this.#ageMs(held);
    if (ageMs >= held.lifeMs) {
      this.#held = undefined;
      return null;
    }
    if (ageMs >= held.lifeMs * RENEW_SHARE && this.#refusal() === null) this.#renew().catch(() => undefined);
    return held.token;
  }

  /** Resolves when there is a token; rejects with a ProblemError, at once while the last failure is recent. */
  async ready(): Promise<void> {
    if (this.current() !== null) return;
    const refusal = this.#running === undefined ? this.#refusal() : null;
    if (refusal !== null) throw new ProblemError(refusal);
    await this.#renew();
  }

  /** The source does not take this token: it is not sent again. False: another one was refused a moment ago. */
  refuse(token: Secret): boolean {
    // Somebody found out before, and it is renewed or being renewed.
    if (this.#held?.token !== token) return true;
    const nowMs = this.#clock.monotonic();
    if (nowMs - this.#forcedAtMs < FORCED_PAUSE_MS) return false;
    this.#forcedAtMs = nowMs;
    this.#held = undefined;
    return true;
  }

  /** The larger of two clocks' answers: one may be set back, the other may have slept. */
  #ageMs({ wallMs, monotonicMs }: Held): number {
    return Math.max(this.#clock.now() - wallMs, this.#clock.monotonic() - monotonicMs);
  }

  async #renew(): Promise<void> {
    this.#running ??= this.#fetchOnce().finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #fetchOnce(): Promise<void> {
    // From before it is asked for: its life may begin anywhere between.
    const [wallMs, monotonicMs] = [this.#clock.now(), this.#clock.monotonic()];
    try {
      this.#held = { ...(await this.#ask()), wallMs, monotonicMs };
      this.#failures = 0;
      this.#failed = undefined;
    } catch (error) {
      const cause =
        error instanceof ProblemError ? error.problem : problem("TOKEN_FETCH", { source: "upstream" });
      const waitMs = Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** this.#failures);
      this.#failures = Math.min(this.#failures + 1, 16);
      this.#failed = cause;
      this.#retryAtMs = this.#clock.monotonic() + Math.ceil(waitMs * (0.75 + this.#clock.random() / 4));
      throw new ProblemError(this.#refusal() ?? cause);
    }
  }

  #refusal(): Problem | null {
    const waitMs = this.#retryAtMs - this.#clock.monotonic();
    return this.#failed === undefined || waitMs <= 0 ? null : { ...this.#failed, retryAfterMs: waitMs };
  }
}
