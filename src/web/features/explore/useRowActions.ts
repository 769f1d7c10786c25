import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { formatLogql } from "../../../domain/query/logql/format.ts";
import { lintLogql } from "../../../domain/query/logql/lint.ts";
import { format } from "../../../domain/query/promql/format.ts";
import type { Narrowing } from "../../../domain/query/narrow.ts";
import type { EditorHandle } from "../../editor/EditorTypes.ts";
import { withBase } from "../../lib/basePath.ts";
import { copyText } from "../../lib/clipboard.ts";
import { useLatest } from "../../lib/useLatest.ts";
import { showToast, undo } from "../../ui/toasts.ts";
import { walkHistory } from "../../lib/history/queryHistory.ts";
import type { useHistory } from "../../lib/history/useHistory.ts";
import type { Subject } from "./cross/Subject.ts";
import type { ShowOther } from "./cross/useShowOther.ts";
import type { PlannedRows } from "./run/planRequests.ts";
import { runKey } from "./run/useRuns.ts";
import type { EditorHandles } from "./rows/editorHandles.ts";
import { curlCommand } from "./rows/curlCommand.ts";
import type { RowActions } from "./rows/rowActions.ts";
import { duplicateRow, moveRow, removeRow, setExpr, toggleRow } from "./state/exploreActions.ts";
import { applyNarrowing } from "./state/applyNarrowing.ts";
import type { Explore } from "./state/useExplore.ts";

export interface RowActionsContext {
  readonly explore: Explore;
  readonly planned: PlannedRows;
  readonly history: ReturnType<typeof useHistory>;
  readonly runAll: (letter: string, text: string) => void;
  readonly editors: EditorHandles;
  /** Whether a row speaks LogQL. */
  readonly isLogs: (letter: string) => boolean;
  /** Runs a row over its source's budget. */
  readonly onConfirm: (letter: string) => void;
  /** The way to the logs of a metric query, or the metrics of a log query. */
  readonly other: ShowOther;
  readonly onFocus: (letter: string) => void;
  readonly onChooseSource: (letter: string) => void;
}

/** What each query row can do, for all rows at once; stable while the page renders. */
export function useRowActions(context: RowActionsContext): RowActions {
  const client = useQueryClient();
  const latest = useLatest(context);
  return useMemo((): RowActions => {
    const now = () => latest.current;
    const cancel = (letter: string) => {
      const queryKey = runKey(letter, now().planned.requests.get(letter));
      void client.cancelQueries({ queryKey });
    };
    return { ...editActions(now), ...listActions(now), ...narrowActions(now), cancel };
  }, [client, latest]);
}

type Now = () => RowActionsContext;

const rowOf = (now: Now, letter: string) => now().explore.state.queries.find((row) => row.letter === letter);

/** As `format` of PromQL answers; the message is the first mistake's. */
function formattedLogql(text: string): { ok: true; text: string } | { ok: false; message: string } {
  const formatted = formatLogql(text);
  if (formatted !== null) return { ok: true, text: formatted };
  return { ok: false, message: lintLogql(text)[0]?.message ?? "this is no query that can be read" };
}

/** What changes or runs the text of a row. */
function editActions(now: Now) {
  const copyCurl = async (letter: string) => {
    const request = now().planned.requests.get(letter);
    if (!request) return showToast("Run the query first; the command holds what was asked");
    const isCopied = await copyText(curlCommand(window.location.origin + withBase(""), request));
    showToast(isCopied ? "Command copied" : "The browser did not allow copying");
  };
  const walk = (letter: string, direction: "older" | "newer") => {
    const row = rowOf(now, letter);
    const expr =
      row && walkHistory(now().history.list, { expr: row.expr, sourceId: row.sourceId, direction });
    if (typeof expr === "string") now().explore.edit((state) => setExpr(state, letter, expr));
  };
  const halfOf = (letter: string): Subject => ({ letter, to: now().isLogs(letter) ? "metrics" : "logs" });
  return {
    focus: (letter: string) => now().onFocus(letter),
    register: (letter: string, handle: EditorHandle | null) => now().editors.register(letter, handle),
    edit: (letter: string, text: string) => now().explore.edit((state) => setExpr(state, letter, text)),
    run: (letter: string, text: string) => now().runAll(letter, text),
    format(letter: string, text: string) {
      const formatted = now().isLogs(letter) ? formattedLogql(text) : format(text);
      if (!formatted.ok) return showToast(`Not formatted: ${formatted.message}`);
      // The editor takes a text that differs from its own as one undo step.
      now().explore.edit((state) => setExpr(state, letter, formatted.text));
    },
    walkHistory: walk,
    copyCurl: (letter: string) => void copyCurl(letter),
    confirm: (letter: string) => now().onConfirm(letter),
    showOther: (letter: string) => now().other.show(halfOf(letter)),
    pairLabels: (letter: string) => now().other.correct(halfOf(letter)),
  } satisfies Partial<RowActions>;
}

/** What changes the list of rows. Order and number of rows are part of the document, hence runs. */
function listActions(now: Now) {
  const change = (edit: (state: ExploreState) => ExploreState) => void now().explore.run(edit);
  return {
    toggle: (letter: string) => change((state) => toggleRow(state, letter)),
    duplicate: (letter: string) => change((state) => duplicateRow(state, letter)),
    remove(letter: string) {
      const before = now().explore.state;
      change((state) => removeRow(state, letter));
      showToast(
        `Query ${letter} removed`,
        undo(() => change(() => before)),
      );
    },
    move: (letter: string, by: -1 | 1) => change((state) => moveRow(state, letter, by)),
    chooseSource: (letter: string) => now().onChooseSource(letter),
  } satisfies Partial<RowActions>;
}

/** What makes an answer smaller. */
function narrowActions(now: Now) {
  return {
    narrow: (letter: string, narrowing: Narrowing) =>
      void now().explore.run((state) => applyNarrowing(state, letter, narrowing)),
  } satisfies Partial<RowActions>;
}
