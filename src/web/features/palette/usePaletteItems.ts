import { useMemo, useState } from "react";
import type { SourceList } from "../../../contract/sources.ts";
import { resolveRange } from "../../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { resolveZone } from "../../../domain/time/zone.ts";
import { browseSource } from "../../lib/browse/askBrowser.ts";
import { useHistory } from "../../lib/history/useHistory.ts";
import { useShortcutList } from "../../lib/shortcuts.ts";
import { useSources } from "../../lib/sources.ts";
import { startingState } from "./exploreLinks.ts";
import { actionItems } from "./items/actionItems.ts";
import { historyItems } from "./items/historyItems.ts";
import type { NameContext } from "./items/nameItems.ts";
import { rangeItems } from "./items/rangeItems.ts";
import { recentItems } from "./items/recentItems.ts";
import { sourceItems } from "./items/sourceItems.ts";
import type { PaletteExplore } from "./PaletteTypes.ts";
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
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const HOUR_MS = 3_600_000;

/** Everything that can be chosen, as it is while the palette is open. */
export function usePaletteItems(typed: string, explore: PaletteExplore | null): PaletteItems {
  const { sources, canAdd } = useSources().data ?? NO_SOURCES;
  const shortcuts = useShortcutList();
  const history = useHistory().list;
  const [recent] = useState(readRecent);
  const [nowMs] = useState(() => Date.now());
  const source = explore?.source ?? sources[0];
  const state = useMemo(() => explore?.state ?? startingState(source), [explore, source]);
  const zone = explore?.zone ?? resolveZone(state.zone, browserZone());
  const [range] = useState<ResolvedRange>(
    () =>
      explore?.range ?? resolveRange(state.range, nowMs, zone) ?? { startMs: nowMs - HOUR_MS, endMs: nowMs },
  );
  const names: NameContext | null = source ? { source: browseSource(source), explore, state } : null;
  const found = useNames(typed, range, names);
  const onSame = shortcuts.find(({ keys }) => keys.includes("e r"))?.run;
  const ranges = { nowMs, zone, state, onSame };
  const queries = useMemo(
    () => historyItems(history, { sources, explore, state }),
    [history, sources, explore, state],
  );
  const isStart = typed.trim() === "";
  const items = [
    ...sourceItems(sources, explore),
    ...(source ? rangeItems(typed, ranges) : []),
    ...actionItems({ shortcuts, explore, canAddSource: canAdd }),
    ...queries,
    ...(isStart ? recentItems(recent, { names, ranges }) : []),
  ];
  return {
    sections: rankItems(items, { typed, recent, names: found.rows }),
    isPending: found.isPending,
    missing: found.problem
      ? `Names of ${source?.name ?? ""}: ${found.problem.title} (${found.problem.code})`
      : "",
  };
}
