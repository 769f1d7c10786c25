import { formatExact } from "../../format/formatExact.ts";
import { csvText, timeCells } from "../csvText.ts";
import type { HeatmapFrame } from "./heatmap.ts";

const HEAD = ["time", "timestamp_ms", "bucket_low", "bucket_high", "count"];

/**
 * A row per step and bucket that has observations: its edges in the unit of the metric ("-Inf" and "+Inf" where it is
 * open), and its own count, not the cumulative one. `comments` as in `toCsv`.
 */
export function heatmapCsv(frame: HeatmapFrame, comments: readonly string[] = []): string {
  const rows: string[][] = [HEAD];
  frame.timesMs.forEach((timeMs, step) => {
    for (let i = frame.offsets[step] ?? 0; i < (frame.offsets[step + 1] ?? 0); i++) {
      const cells = [frame.yLow, frame.yHigh, frame.counts].map((column) => formatExact(column[i] ?? NaN));
      rows.push([...timeCells(timeMs), ...cells]);
    }
  });
  return csvText(rows, comments);
}
