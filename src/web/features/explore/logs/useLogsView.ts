import { useEffect, useMemo, useState } from "react";
import { followedToNs } from "../../../../domain/frame/logs/tail.ts";
import type { LogView } from "../../../../domain/link/ExploreState.ts";
import type { LogViewOptions } from "../../../logs/LogViewOptions.ts";
import { type LineFind, useLineFind } from "../../../logs/tools/useLineFind.ts";
import type { ExportFormat } from "../../../../domain/frame/logs/exportLines.ts";
import type { LogRunRequest } from "../../../lib/runner/RunTypes.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { hasMore, saveLoaded } from "./saveLines.ts";
import type { RowRun } from "../run/useRuns.ts";
import type { Explore } from "../state/useExplore.ts";
import type { LoadedFields } from "./loadedFields.ts";
import { type Tail, useTail } from "./useTail.ts";
import { type LogVolumeView, useVolume } from "./useVolume.ts";
import { followedRequest } from "./volumePlan.ts";
import { type LogLines, useLogSessions } from "./useLogSessions.ts";

/** What the Logs tab shows and what its bar changes. */
export interface LogsView {
  readonly lines: LogLines;
  readonly options: LogViewOptions;
  readonly change: (change: Partial<LogViewOptions>) => void;
  readonly find: LineFind;
  readonly isFindOpen: boolean;
  readonly openFind: (isOpen: boolean) => void;
  readonly volume: LogVolumeView;
  readonly tail: Tail;
  /** Why these are not all lines of the range. */
  readonly partial: string | undefined;
  /** Saves what is loaded, or asks first where the range holds more. */
  readonly save: (format: ExportFormat) => void;
  readonly saving: ExportFormat | null;
  readonly endSaving: () => void;
}

/** The loaded lines and how they are shown; asks nothing but the next pages. */
export function useLogsView(explore: Explore, runs: readonly RowRun[], loadedFields: LoadedFields): LogsView {
  const { logs } = explore.state;
  const lines = useLogSessions(runs);
  useEffect(() => loadedFields.set(lines.lines), [loadedFields, lines.lines]);
  const [shown, setShown] = useState({ hasLevel: true, hasLine: true });
  const [saving, setSaving] = useState<ExportFormat | null>(null);
  const [isFindOpen, openFind] = useState(logs.find !== "");
  const view = (change: Partial<LogView>) => explore.view({ logs: { ...logs, ...change } });
  const { isOldestFirst, isWrapped, time, dedup, columns } = logs;
  const options = useMemo(
    () => ({ isOldestFirst, isWrapped, time, dedup, columns, ...shown }),
    [isOldestFirst, isWrapped, time, dedup, columns, shown],
  );
  const find = useLineFind({
    lines: lines.lines,
    text: logs.find,
    onChange: (text) => view({ find: text }),
    isReversed: (lines.direction === "forward") !== isOldestFirst,
  });
  const saveOptions = { zone: zoneName(explore.state.zone), columns };
  const tail = useTail({ lines, isLive: logs.isLive, isOldestFirst });
  const volume = useVolume(volumeRequests(runs, lines), logs.isLive);
  return {
    volume,
    tail,
    save(format) {
      if (hasMore(lines)) setSaving(format);
      else saveLoaded(lines, { ...saveOptions, format });
    },
    saving,
    endSaving: () => setSaving(null),
    lines,
    options,
    find,
    isFindOpen,
    openFind,
    change({ hasLevel, hasLine, ...linked }) {
      if (hasLevel !== undefined || hasLine !== undefined) {
        setShown({ hasLevel: hasLevel ?? shown.hasLevel, hasLine: hasLine ?? shown.hasLine });
      }
      if (Object.keys(linked).length > 0) view(linked);
    },
    partial: partialText(lines),
  };
}

/** What the volume is counted of: the queries as they ran, or as far as their tails have come. */
function volumeRequests(runs: readonly RowRun[], { rows, states }: LogLines): readonly LogRunRequest[] {
  return runs.flatMap(({ letter, request }) => {
    if (request?.kind !== "logs") return [];
    const window = states[rows.findIndex((row) => row.letter === letter && !row.isStale)]?.window;
    const toNs = window ? followedToNs(window, request.endNs) : null;
    return [toNs === null ? request : followedRequest(request, toNs)];
  });
}

function partialText({ rows, crowdedNs }: LogLines): string | undefined {
  if (rows.some(({ shown }) => shown.outcome.page.isPartial)) return "Some of what was asked is missing";
  return crowdedNs.length > 0 ? "One nanosecond may hold more lines than the source gives" : undefined;
}
