/** Prometheus' own page warns from here on. */
const TOLERATED_MS = 30_000;

export interface ClockReading {
  /** The other side's clock: its `Date` header, or the result of `time()`. */
  readonly serverMs: number;
  /** Our clock just before the request and just after the answer. */
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** How far the server's clock is ahead of ours, in milliseconds; what the request itself took is not counted as skew. */
export function clockSkewMs({ serverMs, sentMs, receivedMs }: ClockReading): number {
  if (serverMs > receivedMs) return serverMs - receivedMs;
  return serverMs < sentMs ? serverMs - sentMs : 0;
}

/** A sentence for the page when the clocks differ by more than 30 s, else null. */
export function clockSkewNote(reading: ClockReading): string | null {
  const skewMs = clockSkewMs(reading);
  if (Math.abs(skewMs) <= TOLERATED_MS) return null;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const amount = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  const consequence = skewMs > 0 ? "The newest samples may be missing" : "The end of the range may be empty";
  return `The source's clock is ${amount} ${skewMs > 0 ? "ahead of" : "behind"} this browser's. ${consequence}.`;
}
