import type { Work } from "../work/Work.ts";
import type { RingContent } from "./RingContent.ts";

export interface TrimCount {
  readonly droppedByCeiling: number;
  readonly isOverCeiling: boolean;
  /** Nothing can be too old before the limit passes this. */
  readonly nextDropMs: number;
}

export interface TrimLimits {
  /** Of the last scrape, which is never dropped. */
  readonly newestMs: number;
  readonly keepFromMs: number;
  readonly ceilingBytes: number;
}

/** How far below the ceiling a drop goes, so that not every scrape has to. */
const LOW_MARK = 0.95;

/** Each pass looks at every series, so one drops at least this part of the time that is left. */
const MOST_PASSES = 32;

/** Drops what is too old, then the oldest until the rest is below the ceiling. */
export function* trimRing(content: RingContent, before: TrimCount, limits: TrimLimits): Work<TrimCount> {
  let { nextDropMs } = before;
  if (!Number.isFinite(nextDropMs)) nextDropMs = yield* content.oldestChunkEnd();
  if (nextDropMs < limits.keepFromMs) {
    yield* content.dropUpTo(limits.keepFromMs - 1);
    nextDropMs = yield* content.oldestChunkEnd();
  }
  const { ledger } = content;
  if (ledger.bytes <= limits.ceilingBytes)
    return { droppedByCeiling: before.droppedByCeiling, isOverCeiling: false, nextDropMs };
  let dropped = yield* dropOldest(content, limits);
  if (ledger.bytes > limits.ceilingBytes) {
    // What still grows is all that is left: small chunks weigh less, and may go.
    yield* content.seal(Infinity);
    dropped += yield* dropOldest(content, limits);
  }
  return {
    droppedByCeiling: before.droppedByCeiling + dropped,
    isOverCeiling: ledger.bytes > limits.ceilingBytes,
    nextDropMs: yield* content.oldestChunkEnd(),
  };
}

function* dropOldest(content: RingContent, limits: TrimLimits): Work<number> {
  let dropped = 0;
  while (content.ledger.bytes > LOW_MARK * limits.ceilingBytes) {
    const endMs = yield* content.oldestChunkEnd();
    if (endMs >= limits.newestMs) break;
    const aheadMs = (limits.newestMs - endMs) / MOST_PASSES;
    dropped += yield* content.dropUpTo(Math.min(endMs + aheadMs, limits.newestMs - 1));
  }
  return dropped;
}
