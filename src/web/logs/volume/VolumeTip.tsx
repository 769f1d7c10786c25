import { formatTime } from "../../../domain/time/formatTime.ts";
import { cx } from "../../ui/cx.ts";
import type { LogVolume } from "../../../domain/frame/logs/volume.ts";
import type { VolumeFrame } from "./VolumeState.ts";
import type { VolumeLayout } from "./volumeLayout.ts";
import { totalText } from "./VolumeLegend.tsx";

export interface VolumeTipProps {
  readonly data: LogVolume;
  readonly frame: VolumeFrame;
  readonly column: number;
  readonly plot: VolumeLayout["plot"];
  /** Middle of the column, from the plot's left. */
  readonly x: number;
}

const TIP_PX = 180;
const GAP_PX = 12;

/** The line at a column, and what it holds. */
export function VolumeTip({ data, frame, column, plot, x }: VolumeTipProps) {
  const startMs = data.startsMs[column] ?? 0;
  const isLeft = x + GAP_PX + TIP_PX > plot.width;
  const present = data.levels.filter(({ counts }) => (counts[column] ?? 0) > 0);
  return (
    <>
      <span
        aria-hidden="true"
        className="sg-volume-line"
        style={{ height: plot.height, transform: `translate(${Math.round(x)}px, ${plot.top}px)` }}
      />
      <span
        role="status"
        className="sg-volume-tip"
        style={{ transform: `translate(${isLeft ? x - GAP_PX - TIP_PX : x + GAP_PX}px, ${plot.top}px)` }}
      >
        <span className="col-span-2 text-fg-2">{spanText(startMs, startMs + data.stepMs, frame.zone)}</span>
        {present.toReversed().map(({ level, counts }) => (
          <span key={level} className="contents">
            <span className={cx(`sg-lv-${level}`, "sg-volume-key")}>{level}</span>
            <span className="text-right font-medium">{totalText(counts[column] ?? 0, frame.isBytes)}</span>
          </span>
        ))}
        {present.length === 0 && <span className="col-span-2">No lines</span>}
      </span>
    </>
  );
}

/** "Thu 20 Nov 15:30 – 15:31" */
function spanText(startMs: number, endMs: number, zone: string): string {
  return `${formatTime(startMs, zone)} – ${formatTime(endMs, zone).split(" ").at(-1) ?? ""}`;
}
