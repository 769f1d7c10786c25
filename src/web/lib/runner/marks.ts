/** User Timing marks, kept in production: what a slow query spent its time on, for anyone with developer tools. */
export type MarkName = "sg:run" | "sg:response" | "sg:decoded" | "sg:painted";

export interface RunDetail {
  readonly runId: string;
}

/** A page that refreshes all day would keep marks for ever: after this many runs all are dropped. */
const RUNS_KEPT = 500;

const startedAt = new Map<string, number>();

/** Sets a mark of a run; `epochMs` places it in the past, as the worker measured it. */
export function mark(name: MarkName, runId: string, epochMs?: number): void {
  const startTime = epochMs === undefined ? performance.now() : Math.max(0, epochMs - performance.timeOrigin);
  if (name === "sg:run") remember(runId, startTime);
  performance.mark(name, { startTime, detail: { runId } satisfies RunDetail });
}

function remember(runId: string, startTime: number): void {
  if (startedAt.size >= RUNS_KEPT) {
    startedAt.clear();
    performance.clearMarks();
    performance.clearMeasures();
  }
  startedAt.set(runId, startTime);
}

/**
 * Call when the result of a run has been put into the page: sets `sg:painted` and the measure
 * `sg:query-to-paint` once the frame that shows it has been presented. A second call for a run does nothing.
 * Returns a function that calls it off.
 */
export function markPainted(runId: string): () => void {
  const start = startedAt.get(runId);
  if (start === undefined) return () => {};
  let timer = 0;
  // The task after the frame's callbacks begins when its style, layout and paint are done.
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(() => {
      if (!startedAt.delete(runId)) return;
      mark("sg:painted", runId);
      performance.measure("sg:query-to-paint", { start, end: performance.now(), detail: { runId } });
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

/** Milliseconds from the run to its paint, once painted; for the Response tab. */
export function paintedMs(runId: string): number | undefined {
  const measures = performance.getEntriesByName("sg:query-to-paint", "measure") as PerformanceMeasure[];
  return measures.findLast(({ detail }) => (detail as RunDetail | null)?.runId === runId)?.duration;
}
