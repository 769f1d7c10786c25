import { useEffect, useState } from "react";
import type { SourceList } from "../../../contract/sources.ts";
import { createCrosshairStore } from "../../chart/CrosshairStore.ts";
import { loadEditor } from "../../editor/QueryInput.tsx";
import { warmUpRunner } from "../../lib/runner/runQuery.ts";
import { useSources } from "../../lib/sources.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import type { RenderBrowser } from "./BrowserSlot.ts";
import type { RenderKeeping } from "./KeepingSlot.ts";
import { BesideBrowser } from "./BesideBrowser.tsx";
import { ExploreBar } from "./ExploreBar.tsx";
import { DemoBanner } from "./first/DemoBadge.tsx";
import { QuestionStrip } from "./first/QuestionStrip.tsx";
import { HistoryDialog } from "./history/HistoryDialog.tsx";
import { useHistory } from "../../lib/history/useHistory.ts";
import { Results } from "./results/Results.tsx";
import { SourceNotices } from "./results/SourceNotices.tsx";
import { createEditorHandles } from "./rows/editorHandles.ts";
import { QueryRows } from "./rows/QueryRows.tsx";
import { createHeldRuns } from "./run/heldRuns.ts";
import { useAutoRefresh } from "./run/useAutoRefresh.ts";
import { usePageRuns } from "./run/usePageRuns.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { runExpr, setRowSource } from "./state/exploreActions.ts";
import { plotWidth } from "./state/plotWidth.ts";
import { useExplore } from "./state/useExplore.ts";
import { useImportedLink } from "./state/useImportedLink.ts";
import { useAskedRange } from "./state/useAskedRange.ts";
import { useTimeActions, useTimeShortcuts } from "./state/useTimeActions.ts";
import { useExploreShortcuts } from "./useExploreShortcuts.ts";
import { useRowActions } from "./useRowActions.ts";
import { createLoadedFields } from "./logs/loadedFields.ts";
import { LabelPairsDialog } from "./cross/LabelPairsDialog.tsx";
import { useShowOther } from "./cross/useShowOther.ts";
import { useConfirmed } from "./run/useConfirmed.ts";
import { askedKinds } from "./results/shownTab.ts";
import { useHints } from "./data/useHints.ts";

const NO_SOURCES: SourceList = { sources: [], canAdd: false };

export interface ExplorePageProps {
  /** What stands at the right of the queries and results. */
  readonly renderBrowser?: RenderBrowser;
  /** What stands at the right of the bar. */
  readonly renderKeeping?: RenderKeeping;
}

/** Explore: ask the sources, see the answers, send the address. */
export function ExplorePage({ renderBrowser, renderKeeping }: ExplorePageProps) {
  const { sources, canAdd } = useSources().data ?? NO_SOURCES;
  const link = useImportedLink(sources);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const explore = useExplore({ link, plotPx: () => plotWidth(box) });
  const { state, executed } = explore;
  const [crosshair] = useState(createCrosshairStore);
  const [held] = useState(createHeldRuns);
  const [editors] = useState(createEditorHandles);
  const [focusedLetter, setFocused] = useState("A");
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  const history = useHistory();
  const [loadedFields] = useState(createLoadedFields);
  const { confirmed, confirm, forget } = useConfirmed();

  const { planned, runs } = usePageRuns(explore, { sources, held, confirmed });
  const time = useTimeActions(explore);
  useTimeShortcuts(time);
  const isRunning = runs.some((run) => run.isRunning);
  useAutoRefresh({ explore, held, isRunning });
  usePageTitle("Explore");
  // The decoder and the editor are needed in a moment; both start while the sources are read.
  useEffect(() => {
    warmUpRunner();
    void loadEditor();
  }, []);

  const focused = state.queries.find((row) => row.letter === focusedLetter) ?? state.queries[0];
  const hints = useHints(executed.state.queries, runs);
  const runAll = (letter: string, text: string) => {
    held.join(false);
    forget();
    const done = explore.run((draft) => runExpr(draft, letter, text));
    for (const row of done.state.queries) if (!row.isHidden) history.add(row.expr, row.sourceId);
  };
  const refresh = () => {
    held.join(false);
    explore.refresh();
  };
  const isLoki = (id: string | undefined) => sources.some((one) => one.id === id && one.kind === "loki");
  const askedRange = useAskedRange(executed);
  const other = useShowOther({ explore, sources, runs, askedRange });
  const actions = useRowActions({
    explore,
    planned,
    history,
    runAll,
    editors,
    isLogs: (letter) => isLoki(state.queries.find((row) => row.letter === letter)?.sourceId),
    onConfirm: confirm,
    other,
    onFocus: setFocused,
    onChooseSource: (letter) => {
      setFocused(letter);
      document.querySelector<HTMLElement>("[role=combobox][aria-label=Source]")?.focus();
    },
  });
  const showHistory = () => setHistoryOpen(true);
  const cancelAll = () => runs.forEach((run) => actions.cancel(run.letter));
  useExploreShortcuts({
    explore,
    isRunning,
    onCancel: cancelAll,
    onRefresh: refresh,
    onShowHistory: showHistory,
  });
  const zone = zoneName(state.zone);
  const kinds = askedKinds(planned.requests);
  const source = sources.find(({ id }) => id === focused?.sourceId);
  if (!focused) return null;

  return (
    <>
      <ExploreBar
        {...{ explore, time, sources, focused, askedRange, canAdd }}
        hasLogs={kinds.hasLogs}
        renderKeeping={renderKeeping}
        onRefresh={refresh}
      />
      <DemoBanner source={source} canAdd={canAdd} />
      <QuestionStrip explore={explore} source={source} onAsk={() => held.join(false)} />
      <BesideBrowser {...{ explore, sources, focused, askedRange, editors, runAll }} render={renderBrowser}>
        <QueryRows
          explore={explore}
          runs={runs}
          requests={planned.requests}
          sources={sources}
          focusedLetter={focused.letter}
          actions={actions}
          hints={hints}
          range={askedRange}
          loadedFields={loadedFields.read}
        />
        <SourceNotices runs={runs} source={source} />
        <Results
          {...{ explore, runs, sources, crosshair, askedRange, time, isRunning, loadedFields, other }}
          kinds={kinds}
          onBox={setBox}
          focused={focused}
          onShowHistory={showHistory}
          onRun={(expr, letter = focused.letter) => runAll(letter, expr)}
          onCancel={cancelAll}
        />
      </BesideBrowser>
      <LabelPairsDialog other={other} range={askedRange} />
      {isHistoryOpen && (
        <HistoryDialog
          sources={sources}
          sourceId={focused.sourceId}
          zone={zone}
          onClose={() => setHistoryOpen(false)}
          onChoose={(entry) => {
            setHistoryOpen(false);
            explore.edit((draft) => setRowSource(draft, focused.letter, entry.sourceId));
            runAll(focused.letter, entry.expr);
          }}
        />
      )}
    </>
  );
}
