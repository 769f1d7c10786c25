/** A User Timing mark of one run, in milliseconds since its `sg:run`. */
export interface RunMark {
  readonly name: string;
  readonly sinceRunMs: number;
}

const NAMES = ["sg:run", "sg:response", "sg:decoded", "sg:painted"];

function belongsTo(entry: PerformanceEntry, runId: string): boolean {
  const { detail } = entry as PerformanceMark;
  return typeof detail === "object" && detail !== null && (detail as { runId?: unknown }).runId === runId;
}

/** The marks of a run that are set so far, in their order. */
export function marksOf(runId: string): readonly RunMark[] {
  const marks = NAMES.flatMap((name) => {
    const entry = performance.getEntriesByName(name, "mark").findLast((one) => belongsTo(one, runId));
    return entry ? [{ name, atMs: entry.startTime }] : [];
  });
  const startMs = marks[0]?.atMs ?? 0;
  return marks.map(({ name, atMs }) => ({ name, sinceRunMs: atMs - startMs }));
}
