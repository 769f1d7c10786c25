import { LEVELS, type LogLevel } from "../../../../domain/frame/logs/level.ts";
import { hasFilter, toggleFilter } from "../../../../domain/query/logql/filters.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { VolumeHistogram } from "../../../logs/volume/VolumeHistogram.tsx";
import { zoneName } from "../../../lib/zoneName.ts";
import type { Explore } from "../state/useExplore.ts";
import type { ToMetrics } from "../cross/useCross.ts";
import type { LogsView } from "./useLogsView.ts";
import { levelFilter } from "./volumePlan.ts";

export interface LogsVolumeProps {
  readonly explore: Explore;
  readonly view: LogsView;
  readonly crosshair: CrosshairStore;
  readonly askedRange: ResolvedRange;
  readonly onSelectRange: (range: ResolvedRange) => void;
  readonly toMetrics: ToMetrics | null;
}

/** How many lines the whole range holds, by level; a press on a level filters the queries. */
export function LogsVolume(props: LogsVolumeProps) {
  const { explore, view, crosshair, askedRange, onSelectRange, toMetrics } = props;
  const { state } = explore;
  const { volume, lines } = view;
  const letters = lines.rows.map(({ letter }) => letter);
  const rows = state.queries.filter(({ letter }) => letters.includes(letter));
  const filtered = LEVELS.filter(
    (level) =>
      rows.length > 0 && rows.every((row) => hasFilter(row.expr, levelFilter(volume.counted, level))),
  );
  const toggle = (level: LogLevel) =>
    explore.run((draft): ExploreState => {
      const filter = levelFilter(volume.counted, level);
      const queries = draft.queries.map((row) =>
        letters.includes(row.letter) ? { ...row, expr: toggleFilter(row.expr, filter) } : row,
      );
      return { ...draft, queries, logs: { ...draft.logs, line: "" } };
    });
  return (
    <VolumeHistogram
      state={volume.state}
      range={volume.range ?? askedRange}
      zone={zoneName(state.zone)}
      isBytes={volume.isBytes}
      crosshair={crosshair}
      onSelectRange={onSelectRange}
      {...(toMetrics && { onPickSpan: toMetrics.onSpan })}
      {...(volume.bytesNote !== undefined && { bytesNote: volume.bytesNote })}
      {...(!volume.isBytes && { filteredLevels: filtered, onFilterLevel: toggle })}
    />
  );
}
