import type { Work } from "../work/Work.ts";

/** A page on its way: what it says it is, and its bytes, inflated. */
export interface FetchedPage {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Gets the page of one source. Rejects, as do the chunks, with an Error whose message is for the reader. */
export type FetchPage = (signal: AbortSignal) => Promise<FetchedPage>;

/** Runs work beside that of others. */
export type RunWork = <T>(work: Work<T>, signal: AbortSignal) => Promise<T>;

export interface ScrapeTimers {
  /** Epoch milliseconds; may jump. */
  readonly now: () => number;
  /** Milliseconds since whenever; never goes back. */
  readonly monotonic: () => number;
  /** Calls `act` once, `ms` later; calling what is returned prevents it. */
  readonly after: (ms: number, act: () => void) => () => void;
}

export const systemTimers: ScrapeTimers = {
  now: Date.now,
  monotonic: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
