import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { SourceList } from "../../../contract/sources.ts";
import { resolveRange } from "../../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { boardsQuery } from "../../lib/boards.ts";
import { browseSource } from "../../lib/browse/askBrowser.ts";
import { useHistory } from "../../lib/history/useHistory.ts";
import { useRoute } from "../../lib/route.ts";
import { useIsViewer } from "../../lib/session.ts";
import { useShortcutList } from "../../lib/shortcuts.ts";
import { useSources } from "../../lib/sources.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { openExplore, startingState } from "./exploreLinks.ts";
import { actionItems } from "./items/actionItems.ts";
import { boardItems } from "./items/boardItems.ts";
import { historyItems } from "./items/historyItems.ts";
import type { NameContext } from "./items/nameItems.ts";
import { type RangeContext, rangeItems } from "./items/rangeItems.ts";
import { recentItems } from "./items/recentItems.ts";
import { sourceItems } from "./items/sourceItems.ts";
import type { PaletteHere, PaletteItem } from "./PaletteTypes.ts";
import { type PaletteSection, rankItems } from "./rankItems.ts";
import { readRecent } from "./recentChoices.ts";
import { useNames } from "./useNames.ts";

export interface PaletteItems {
  readonly sections: readonly PaletteSection[];
  /** Names that may be better than what is shown are still to come. */
  readonly isPending: boolean;
  /** Why names are missing: "Metrics of Production: The source did not answer (UPSTREAM_TIMEOUT)". */
  readonly missing: string;
}

const NO_SOURCES: SourceList = { sources: [], canAdd: false };
const HOUR_MS = 3_600_000;

/** Everything that can be chosen, as it is while the palette is open. */
export function usePaletteItems(typed: string, here: PaletteHere): PaletteItems {
  const [recent] = useState(readRecent);
  const boards = useBoardItems();
  const { items, names, ranges, missing: unnamed } = useExploring(typed, here);
  const isStart = typed.trim() === "";
  const all = [
    ...items,
    ...boards.items,
    ...(ranges ? rangeItems(typed, ranges) : []),
    ...(isStart ? recentItems(recent, { names: names.context, ranges }) : []),
  ];
  return {
    sections: rankItems(all, { typed, recent, names: names.rows }),
    isPending: names.isPending || (!isStart && boards.isPending),
    missing: unnamed || boards.missing,
  };
}

/** One small list, asked for when the palette opens. */
function useBoardItems() {
  const boards = useQuery(boardsQuery);
  const items = useMemo(() => boardItems(boards.data?.boards ?? []), [boards.data]);
  const problem = boards.error && toProblem(boards.error);
  return {
    items,
    isPending: boards.isPending && !boards.isError,
    missing: problem ? `Boards: ${problem.title} (${problem.code})` : "",
  };
}

/** What is not of boards: for a viewer that is what can be done, and the ranges of the open board. */
function useExploring(typed: string, here: PaletteHere) {
  const { explore } = here;
  const { sources, canAdd } = useSources().data ?? NO_SOURCES;
  const isViewer = useIsViewer();
  const shortcuts = useShortcutList();
  const history = useHistory().list;
  const source = isViewer ? undefined : (explore?.source ?? sources[0]);
  const state = useMemo(() => explore?.state ?? startingState(source), [explore, source]);
  const context: NameContext | null = source ? { source: browseSource(source), explore, state } : null;
  const [nowMs] = useState(() => Date.now());
  const zone = explore?.zone ?? zoneName(state.zone);
  const [range] = useState<ResolvedRange>(
    () =>
      explore?.range ?? resolveRange(state.range, nowMs, zone) ?? { startMs: nowMs - HOUR_MS, endMs: nowMs },
  );
  const found = useNames(typed, range, context);
  const queries = useMemo(
    () => (isViewer ? [] : historyItems(history, { sources, explore, state })),
    [isViewer, history, sources, explore, state],
  );
  const onSame = shortcuts.find(({ keys }) => keys.includes("e r"))?.run;
  const exploring = source && {
    nowMs,
    zone,
    current: state.range,
    onChoose: (next: RangeContext["current"]) => openExplore({ ...state, range: next }, onSame),
  };
  const onBoard = useBoardRanges(here, nowMs);
  const items: readonly PaletteItem[] = [
    ...(isViewer ? [] : sourceItems(sources, explore)),
    ...actionItems({ shortcuts, explore, canAddSource: canAdd, isViewer }),
    ...queries,
  ];
  return {
    items,
    names: { context, rows: found.rows, isPending: found.isPending },
    ranges: onBoard === undefined ? (exploring ?? null) : onBoard,
    missing: found.problem
      ? `Names of ${source?.name ?? ""}: ${found.problem.title} (${found.problem.code})`
      : "",
  };
}

/** On a board a range is the board's; while it is edited there is none to choose. Undefined: this is no board. */
function useBoardRanges({ board }: PaletteHere, nowMs: number): RangeContext | null | undefined {
  const isBoard = useRoute().page === "board";
  if (board === null) return isBoard ? null : undefined;
  return { nowMs, zone: board.zone, current: board.range, onChoose: board.onRange };
}
