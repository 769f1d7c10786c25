import { formatValueText } from "../../../domain/format/formatValue.ts";
import type { LogLevel } from "../../../domain/frame/logs/level.ts";
import { cx } from "../../ui/cx.ts";
import type { VolumeLevel } from "../../../domain/frame/logs/volume.ts";

export interface VolumeLegendProps {
  readonly levels: readonly VolumeLevel[];
  readonly isBytes: boolean;
  /** Levels the query is filtered to. */
  readonly filtered: readonly LogLevel[];
  /** Filters to a level, or takes the filter out again. Without it the totals are no buttons. */
  readonly onFilterLevel?: (level: LogLevel) => void;
}

/** Counts are written out up to here: "9,310", then "38.9k". */
const FIRST_SHORT = 10_000;

export function totalText(total: number, isBytes: boolean): string {
  if (isBytes) return formatValueText(total, "bytes", { digits: 3 });
  return total < FIRST_SHORT
    ? Math.round(total).toLocaleString("en-GB")
    : formatValueText(total, "none", { digits: 3 });
}

/** The levels with their totals over the whole range; a click filters the query. */
export function VolumeLegend({ levels, isBytes, filtered, onFilterLevel }: VolumeLegendProps) {
  return (
    <div role="group" aria-label="Levels" className="sg-volume-levels">
      {levels.map(({ level, total }) => {
        const words = (
          <>
            <b className="font-medium text-fg-1">{totalText(total, isBytes)}</b> {level}
          </>
        );
        const className = cx("sg-volume-legend", `sg-lv-${level}`);
        if (!onFilterLevel) {
          return (
            <span key={level} className={className}>
              {words}
            </span>
          );
        }
        return (
          <button
            key={level}
            type="button"
            aria-pressed={filtered.includes(level)}
            title={filtered.includes(level) ? `Take the filter for ${level} out` : `Filter to ${level}`}
            onClick={() => onFilterLevel(level)}
            className={className}
          >
            {words}
          </button>
        );
      })}
    </div>
  );
}
