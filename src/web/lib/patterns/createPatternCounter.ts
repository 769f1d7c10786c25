import type { LogLine, LogStream } from "../../../domain/frame/logs/LogPage.ts";
import type { CountedPatterns, ToPatternWorker } from "../../../domain/frame/logs/PatternMessages.ts";
import { packLines } from "../../../domain/frame/logs/transferLogs.ts";

/** The part of `Worker` that the counter uses. */
export interface PatternWorkerLike {
  postMessage(message: ToPatternWorker): void;
  terminate(): void;
  addEventListener(type: "message", listen: (event: MessageEvent<CountedPatterns>) => void): void;
  addEventListener(type: "error", listen: () => void): void;
}

export interface PatternCounterOptions {
  readonly createWorker: () => PatternWorkerLike;
  /** "failed": the worker died; the next lines start another. */
  readonly onCounted: (found: CountedPatterns | "failed") => void;
  /** Lets the page draw a frame. */
  readonly pause?: () => Promise<unknown>;
}

export interface PatternCounter {
  /** Counts these lines; of lines that grew at an end only what is new. Lines that come while it counts wait for its end. */
  readonly set: (lines: readonly LogLine[]) => void;
  readonly stop: () => void;
}

/** Copying so many lines to the worker takes a few milliseconds of the page. */
const PART = 1000;
const nextTurn = () => new Promise((resolve) => setTimeout(resolve));

/** Counts kinds of lines in a worker of its own: 50,000 lines take it a second, which the page does not wait for. */
export function createPatternCounter(options: PatternCounterOptions): PatternCounter {
  const { createWorker, onCounted, pause = nextTurn } = options;
  let worker: PatternWorkerLike | undefined;
  let streams = new Map<LogStream, number>();
  let counted: readonly LogLine[] = [];
  let wanted: readonly LogLine[] | null = null;
  let isCounting = false;

  function drop(): void {
    worker?.terminate();
    worker = undefined;
    counted = [];
    isCounting = false;
  }

  function settle(found: CountedPatterns | "failed"): void {
    isCounting = false;
    if (found === "failed") drop();
    onCounted(found);
    void count();
  }

  function start(): PatternWorkerLike {
    streams = new Map();
    const made = createWorker();
    made.addEventListener("message", ({ data }) => worker === made && settle(data));
    made.addEventListener("error", () => worker === made && settle("failed"));
    return made;
  }

  async function count(): Promise<void> {
    if (isCounting || wanted === null) return;
    const lines = wanted;
    wanted = null;
    isCounting = true;
    const added = worker ? addedLines(counted, lines) : null;
    if (!added) worker?.terminate();
    const own = added && worker ? worker : start();
    worker = own;
    counted = lines;
    await sendLines(own, added ?? lines, { streams, pause, isGone: () => worker !== own });
  }

  return {
    set(lines) {
      wanted = lines;
      void count();
    },
    stop() {
      wanted = null;
      drop();
    },
  };
}

interface Sending {
  readonly streams: Map<LogStream, number>;
  readonly pause: () => Promise<unknown>;
  readonly isGone: () => boolean;
}

async function sendLines(
  worker: PatternWorkerLike,
  lines: readonly LogLine[],
  { streams, pause, isGone }: Sending,
): Promise<void> {
  for (let from = 0; from < lines.length && !isGone(); from += PART) {
    worker.postMessage(linesMessage(lines.slice(from, from + PART), streams));
    // One part after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await pause();
  }
  if (!isGone()) worker.postMessage({ type: "count" });
}

function linesMessage(lines: readonly LogLine[], streams: Map<LogStream, number>): ToPatternWorker {
  const known = streams.size;
  return { type: "lines", lines: packLines(lines, streams), streams: [...streams.keys()].slice(known) };
}

/** What `next` has more than `before`, at one of its ends; null where it is not `before` and more. */
function addedLines(before: readonly LogLine[], next: readonly LogLine[]): readonly LogLine[] | null {
  const more = next.length - before.length;
  if (more < 0 || before.length === 0) return null;
  const isAt = (from: number) => next[from] === before[0] && next[from + before.length - 1] === before.at(-1);
  if (isAt(0)) return next.slice(before.length);
  return isAt(more) ? next.slice(0, more) : null;
}
