import { problem, type Problem } from "../../domain/problem/Problem.ts";
import type { UpstreamLimits } from "./limits.ts";

const MAX_RETRY_TOKENS = 10;
/** A quiet source's first faults may be retried although nothing was earned yet. */
const FIRST_RETRY_TOKENS = 3;

/**
 * What one source's recent answers allow: a pause it asked for (429), a breaker after connection failures, and
 * the retry budget. Pure state; every method takes the time in ms.
 */
export class SourceGate {
  readonly #limits: UpstreamLimits;
  #pausedUntilMs = 0;
  #askedMs = 0;
  #backOffMs = 0;
  #connectFailures = 0;
  #probeAtMs = 0;
  #retryTokens = FIRST_RETRY_TOKENS;

  constructor(limits: UpstreamLimits) {
    this.#limits = limits;
  }

  /** Why no call may be made now, or null. */
  refusal(nowMs: number): Problem | null {
    if (nowMs < this.#pausedUntilMs) return this.#paused(nowMs);
    if (this.#connectFailures < this.#limits.breakerFailures) return null;
    if (nowMs < this.#probeAtMs) {
      return problem("UPSTREAM_UNREACHABLE", {
        detail: `${this.#connectFailures} connections in a row failed; the next one is tried shortly`,
        retryAfterMs: this.#probeAtMs - nowMs,
      });
    }
    return null;
  }

  /** A call is made now: behind an open breaker it is the one probe of this period. */
  called(nowMs: number): void {
    if (this.#connectFailures >= this.#limits.breakerFailures)
      this.#probeAtMs = nowMs + this.#limits.breakerProbeMs;
  }

  answered(): void {
    this.#connectFailures = 0;
    this.#backOffMs = 0;
  }

  connectFailed(nowMs: number): void {
    this.#connectFailures += 1;
    if (this.#connectFailures === this.#limits.breakerFailures)
      this.#probeAtMs = nowMs + this.#limits.breakerProbeMs;
  }

  /** The source answered 429. `askedMs` null: no usable Retry-After, so 1-2-4-8 s with jitter. */
  limited(askedMs: number | null, clock: { nowMs: number; random: number }): Problem {
    this.#connectFailures = 0;
    const { backOffMs, backOffMaxMs, retryAfterMaxMs } = this.#limits;
    if (askedMs === null) {
      this.#backOffMs = Math.min(backOffMaxMs, this.#backOffMs === 0 ? backOffMs : this.#backOffMs * 2);
      this.#askedMs = 0;
    }
    const pauseMs =
      askedMs === null ? this.#backOffMs * (0.75 + clock.random / 4) : Math.min(askedMs, retryAfterMaxMs);
    if (askedMs !== null) this.#askedMs = askedMs;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.nowMs + Math.ceil(pauseMs));
    return this.#paused(clock.nowMs);
  }

  /** Earns a share of a retry for an ordinary request. */
  earn(): void {
    this.#retryTokens = Math.min(MAX_RETRY_TOKENS, this.#retryTokens + this.#limits.retryShare);
  }

  /** Takes a retry from the budget, if there is one. */
  spend(): boolean {
    if (this.#retryTokens < 1) return false;
    this.#retryTokens -= 1;
    return true;
  }

  #paused(nowMs: number): Problem {
    const cap = this.#limits.retryAfterMaxMs;
    const clamped = `The source asked for ${Math.round(this.#askedMs / 1000)} s; we wait ${cap / 1000} s at most`;
    return problem("RATE_LIMITED", {
      source: "upstream",
      upstreamStatus: 429,
      retryAfterMs: Math.max(0, this.#pausedUntilMs - nowMs),
      ...(this.#askedMs > cap ? { detail: clamped } : {}),
    });
  }
}
