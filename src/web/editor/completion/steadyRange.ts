/** Ends that move less than this ask nothing new (a relative range slides with the clock). */
const RANGE_SLACK_MS = 5_000;
const MINUTE_MS = 60_000;

interface MsRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** The range outwards to whole minutes, so that caches on the way hit, held still while both ends move less than 5 s. */
export function steadyRange(range: () => MsRange): () => MsRange {
  let asked: MsRange | null = null;
  return () => {
    const next = range();
    const isClose =
      asked !== null &&
      Math.abs(asked.startMs - next.startMs) < RANGE_SLACK_MS &&
      Math.abs(asked.endMs - next.endMs) < RANGE_SLACK_MS;
    if (asked === null || !isClose) asked = next;
    return {
      startMs: Math.floor(asked.startMs / MINUTE_MS) * MINUTE_MS,
      endMs: Math.ceil(asked.endMs / MINUTE_MS) * MINUTE_MS,
    };
  };
}
