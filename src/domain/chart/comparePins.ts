/** A pinned sample. */
export interface Pin {
  readonly timeMs: number;
  readonly value: number;
}

export interface PinComparison {
  /** second − first. */
  readonly difference: number;
  /** second ÷ first; null when the first is 0 or either is not finite. */
  readonly ratio: number | null;
  /** Change per `slopeUnitMs`; null when both are at the same time. */
  readonly slope: number | null;
  readonly slopeUnitMs: number;
  /** Always ≥ 0. */
  readonly spanMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The time unit a slope reads best in: the largest that still fits at least twice into the span. */
function slopeUnit(spanMs: number): number {
  for (const unit of [DAY_MS, HOUR_MS, MINUTE_MS])
    if (spanMs >= 2 * unit) return unit === DAY_MS && spanMs < 3 * DAY_MS ? HOUR_MS : unit;
  return SECOND_MS;
}

/** The second pin against the first, in the order of time whichever was clicked first. */
export function comparePins(one: Pin, other: Pin): PinComparison {
  const [first, second] = one.timeMs <= other.timeMs ? [one, other] : [other, one];
  const spanMs = second.timeMs - first.timeMs;
  const slopeUnitMs = slopeUnit(spanMs);
  const difference = second.value - first.value;
  const ratio = second.value / first.value;
  return {
    difference,
    ratio: first.value !== 0 && Number.isFinite(ratio) ? ratio : null,
    slope: spanMs > 0 && Number.isFinite(difference) ? (difference / spanMs) * slopeUnitMs : null,
    slopeUnitMs,
    spanMs,
  };
}
