import { EngineError, tooManySamples } from "../../EngineError.ts";

export interface QueryLimits {
  /** Samples in memory at once, in inputs, intermediate results and the result. */
  readonly maxSamples: number;
  /** Series one selector may find; no limit when left out. */
  readonly maxSeries?: number;
  /** By the clock, from the start of the evaluation. */
  readonly timeoutMs: number;
}

/** What a query may still use. Throws EngineErrors with the texts of Prometheus (promql/engine.go). */
export class QueryBudget {
  readonly #limits: QueryLimits;
  readonly #nowMs: () => number;
  readonly #deadlineMs: number;
  #held = 0;

  constructor(limits: QueryLimits, nowMs: () => number) {
    this.#limits = limits;
    this.#nowMs = nowMs;
    this.#deadlineMs = nowMs() + limits.timeoutMs;
  }

  /** Samples in memory now. */
  get held(): number {
    return this.#held;
  }

  /** How many more samples it may hold. */
  get left(): number {
    return this.#limits.maxSamples - this.#held;
  }

  /** Called before the memory is taken. */
  hold(samples: number): void {
    this.#held += samples;
    if (this.#held > this.#limits.maxSamples) throw tooManySamples();
  }

  /** Everything since `before` was given back but for `kept` samples. */
  settle(before: number, kept: number): void {
    this.#held = before;
    this.hold(kept);
  }

  checkTime(): void {
    if (this.#nowMs() >= this.#deadlineMs)
      throw new EngineError("timeout", "query timed out in expression evaluation");
  }

  checkSeries(count: number): void {
    const { maxSeries } = this.#limits;
    if (maxSeries !== undefined && count > maxSeries)
      throw new EngineError(
        "execution",
        `a selector finds ${count} series, more than the limit of ${maxSeries}`,
      );
  }
}
