import { labelValue, type RangeResult, type Series } from "../Frame.ts";
import { LEVELS, normalLevel, type LogLevel } from "./level.ts";

/** Lines (or bytes) per level over time, to be drawn as stacked columns. */
export interface LogVolume {
  /** Begin of each column, ascending; it covers the `stepMs` after it, without its begin, with its end. */
  readonly startsMs: Float64Array;
  readonly stepMs: number;
  /** Only levels that occur, from the most to the least severe. */
  readonly levels: readonly VolumeLevel[];
  readonly total: number;
}

export interface VolumeLevel {
  readonly level: LogLevel;
  /** One per column; 0 where there was nothing. */
  readonly counts: Float64Array;
  readonly total: number;
}

const LEVEL_LABELS = ["detected_level", "level"];

/**
 * The matrix of `sum by (detected_level, level) (count_over_time(…[step]))` → columns. A sample at t counts what came
 * in (t − step, t]. Spellings of one level ("err", "ERROR") are one level.
 */
export function volumeOf({ timesMs, stepMs, series }: RangeResult): LogVolume {
  const byLevel = Map.groupBy(series, seriesLevel);
  const levels = LEVELS.flatMap((level): VolumeLevel[] => {
    const counts = sumOf(byLevel.get(level) ?? [], timesMs.length);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return total > 0 ? [{ level, counts, total }] : [];
  });
  return {
    startsMs: timesMs.map((timeMs) => timeMs - stepMs),
    stepMs,
    levels,
    total: levels.reduce((sum, level) => sum + level.total, 0),
  };
}

function seriesLevel({ labels }: Series): LogLevel {
  for (const name of LEVEL_LABELS) {
    const level = normalLevel(labelValue(labels, name) ?? "");
    if (level) return level;
  }
  return "unknown";
}

function sumOf(series: readonly Series[], length: number): Float64Array {
  const counts = new Float64Array(length);
  for (const { values } of series) {
    for (const [i, value] of values.entries())
      if (Number.isFinite(value)) counts[i] = (counts[i] ?? 0) + value;
  }
  return counts;
}
