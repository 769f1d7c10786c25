import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { format } from "../../../domain/query/promql/format.ts";
import type { Hint } from "../../../domain/query/promql/hints.ts";
import { narrowings } from "../../../domain/query/narrow.ts";
import { resolveRange } from "../../../domain/time/resolveRange.ts";
import { withBase } from "../../lib/basePath.ts";
import { copyText } from "../../lib/clipboard.ts";
import { showToast } from "../../ui/toasts.ts";
import { walkHistory } from "./history/queryHistory.ts";
import type { useHistory } from "./history/useHistory.ts";
import type { PlannedRows } from "./run/planRequests.ts";
import { runKey } from "./run/useRuns.ts";
import { curlCommand } from "./rows/curlCommand.ts";
import type { RowActions } from "./rows/rowActions.ts";
import { duplicateRow, moveRow, removeRow, setExpr, toggleRow } from "./state/exploreActions.ts";
import { applyNarrowing } from "./state/applyNarrowing.ts";
import { zoneName } from "./state/browserZone.ts";
import type { Explore } from "./state/useExplore.ts";

export interface RowActionsContext {
  readonly explore: Explore;
  readonly planned: PlannedRows;
  readonly history: ReturnType<typeof useHistory>;
  readonly hints: (letter: string) => readonly Hint[];
  readonly runAll: (letter: string, text: string) => void;
  readonly onFocus: (letter: string) => void;
  readonly onChooseSource: (letter: string) => void;
}

/** What each query row can do, for all rows at once; stable while the page renders. */
export function useRowActions(context: RowActionsContext): RowActions {
  const client = useQueryClient();
  const latest = useRef(context);
  latest.current = context;
  return useMemo((): RowActions => {
    const now = () => latest.current;
    const rowOf = (letter: string) => now().explore.state.queries.find((row) => row.letter === letter);
    const remove = (letter: string) => {
      const before = now().explore.state;
      now().explore.run((state) => removeRow(state, letter));
      showToast(`Query ${letter} removed`, () => void now().explore.run(() => before));
    };
    const copyCurl = async (letter: string) => {
      const request = now().planned.requests.get(letter);
      if (!request) return showToast("Run the query first; the command holds what was asked");
      const isCopied = await copyText(curlCommand(window.location.origin + withBase(""), request));
      showToast(isCopied ? "Command copied" : "The browser did not allow copying");
    };
    return {
      focus: (letter) => now().onFocus(letter),
      edit: (letter, text) => now().explore.edit((state) => setExpr(state, letter, text)),
      run: (letter, text) => now().runAll(letter, text),
      cancel: (letter) =>
        void client.cancelQueries({ queryKey: runKey(letter, now().planned.requests.get(letter)) }),
      toggle: (letter) => void now().explore.run((state) => toggleRow(state, letter)),
      format: (letter, text, editor) => {
        const formatted = format(text);
        if (!formatted.ok) return showToast(`Not formatted: ${formatted.message}`);
        if (editor) editor.replaceAll(formatted.text);
        now().explore.edit((state) => setExpr(state, letter, formatted.text));
      },
      walkHistory: (letter, direction) => {
        const row = rowOf(letter);
        const expr =
          row && walkHistory(now().history.list, { expr: row.expr, sourceId: row.sourceId, direction });
        if (typeof expr === "string") now().explore.edit((state) => setExpr(state, letter, expr));
      },
      duplicate: (letter) => void now().explore.run((state) => duplicateRow(state, letter)),
      remove,
      move: (letter, by) => void now().explore.run((state) => moveRow(state, letter, by)),
      chooseSource: (letter) => now().onChooseSource(letter),
      copyCurl: (letter) => void copyCurl(letter),
      narrowings: (letter) => {
        const { executed } = now().explore;
        const row = rowOf(letter);
        const request = now().planned.requests.get(letter);
        const resolved = resolveRange(executed.state.range, executed.asOfMs, zoneName(executed.state.zone));
        if (!row || !resolved) return [];
        const stepMs = request?.kind === "range" ? request.stepMs : null;
        return narrowings({ expr: row.expr, stepMs, range: executed.state.range, resolved });
      },
      narrow: (letter, narrowing) =>
        void now().explore.run((state) => applyNarrowing(state, letter, narrowing)),
      hints: (letter) => now().hints(letter),
    };
  }, [client]);
}
