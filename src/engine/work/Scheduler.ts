import { EngineError } from "../EngineError.ts";
import type { Work } from "./Work.ts";

interface SchedulerOptions {
  /** A clock that only goes forward. */
  readonly nowMs: () => number;
  /** Runs the callback after everything else that waits has had its turn; setImmediate. */
  readonly later: (callback: () => void) => void;
  /** Longest time before others get the thread, but for a step of work that takes longer by itself. */
  readonly sliceMs?: number;
}

interface RunOptions {
  readonly signal?: AbortSignal;
  /** From now, waiting included. */
  readonly timeoutMs?: number;
}

interface Job {
  /** Runs one step; true when the work has ended, well or not. */
  step(): boolean;
  stop(reason: EngineError): void;
  servedMs: number;
  lastServedMs: number;
  readonly deadlineMs: number;
}

const DEFAULT_SLICE_MS = 1;
/** One slice of these goes to whoever has waited longest, so that a stream of short work starves nobody. */
const SLICES_PER_FAIR_TURN = 16;

/**
 * Many works on one thread, in slices with real pauses between them. Who was served least goes first, so short work
 * passes a long one: it waits for no more than the slice under way and every sixteenth slice.
 */
export class Scheduler {
  readonly #nowMs: () => number;
  readonly #later: (callback: () => void) => void;
  readonly #sliceMs: number;
  readonly #jobs = new Set<Job>();
  #isPlanned = false;
  #slices = 0;

  constructor({ nowMs, later, sliceMs = DEFAULT_SLICE_MS }: SchedulerOptions) {
    this.#nowMs = nowMs;
    this.#later = later;
    this.#sliceMs = sliceMs;
  }

  /** Works under way or waiting. */
  get size(): number {
    return this.#jobs.size;
  }

  /** Rejects with what the work throws, or with an EngineError: canceled by the signal, timeout. */
  run<T>(work: Work<T>, { signal, timeoutMs = Infinity }: RunOptions = {}): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const end = (): void => {
      this.#jobs.delete(job);
      signal?.removeEventListener("abort", cancel);
    };
    const nowMs = this.#nowMs();
    const job: Job = {
      servedMs: 0,
      lastServedMs: nowMs,
      deadlineMs: nowMs + timeoutMs,
      step: () => {
        try {
          const { done, value } = work.next();
          if (done !== true) return false;
          resolve(value);
        } catch (error) {
          reject(error);
        }
        end();
        return true;
      },
      stop: (reason) => {
        end();
        reject(reason);
        work.return(undefined as never);
      },
    };
    const cancel = (): void =>
      job.stop(new EngineError("canceled", "query was canceled in expression evaluation"));
    if (signal?.aborted) {
      cancel();
      return promise;
    }
    signal?.addEventListener("abort", cancel);
    this.#jobs.add(job);
    this.#plan();
    return promise;
  }

  #plan(): void {
    if (this.#isPlanned || this.#jobs.size === 0) return;
    this.#isPlanned = true;
    this.#later(() => {
      this.#isPlanned = false;
      this.#slice();
      this.#plan();
    });
  }

  /** Runs the next in line; when it ends early, those after it, until the slice is over. */
  #slice(): void {
    const startMs = this.#nowMs();
    const endMs = startMs + this.#sliceMs;
    this.#stopLate(startMs);
    this.#slices++;
    let nowMs = startMs;
    for (let job = this.#next(); job && nowMs < endMs; job = this.#next()) {
      const fromMs = nowMs;
      let isDone = false;
      while (!isDone && nowMs < endMs) {
        isDone = job.step();
        nowMs = this.#nowMs();
      }
      job.servedMs += nowMs - fromMs;
      job.lastServedMs = nowMs;
    }
  }

  #stopLate(nowMs: number): void {
    for (const job of this.#jobs)
      if (nowMs >= job.deadlineMs)
        job.stop(new EngineError("timeout", "query timed out in expression evaluation"));
  }

  /** Of equals, the one that came last. */
  #next(): Job | undefined {
    const isFairTurn = this.#slices % SLICES_PER_FAIR_TURN === 0;
    let best: Job | undefined;
    for (const job of this.#jobs) {
      const isBetter =
        !best || (isFairTurn ? job.lastServedMs < best.lastServedMs : job.servedMs <= best.servedMs);
      if (isBetter) best = job;
    }
    return best;
  }
}
