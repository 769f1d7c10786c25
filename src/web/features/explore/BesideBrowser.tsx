import type { ReactNode } from "react";
import type { SourceView } from "../../../contract/sources.ts";
import type { QueryRow } from "../../../domain/link/ExploreState.ts";
import { formatRangeLabel } from "../../../domain/time/rangeLabel.ts";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import type { RenderBrowser } from "./BrowserSlot.ts";
import type { EditorHandles } from "./rows/editorHandles.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { setExpr } from "./state/exploreActions.ts";
import type { Explore } from "./state/useExplore.ts";

export interface BesideBrowserProps {
  readonly explore: Explore;
  readonly sources: readonly SourceView[];
  readonly focused: QueryRow;
  readonly askedRange: ResolvedRange;
  readonly editors: EditorHandles;
  readonly runAll: (letter: string, text: string) => void;
  readonly render: RenderBrowser | undefined;
  readonly children: ReactNode;
}

/** Queries and results, and at their right the browser of the focused query's source. */
export function BesideBrowser(props: BesideBrowserProps) {
  const { explore, sources, focused, askedRange, editors, runAll, render, children } = props;
  const { state, asOfMs } = explore.executed;
  const source = sources.find((one) => one.id === focused.sourceId);
  const zone = zoneName(state.zone);
  const { letter } = focused;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
      {source &&
        render?.({
          source,
          range: askedRange,
          rangeLabel: formatRangeLabel(state.range, asOfMs, zone),
          zone,
          state: explore.state,
          letter,
          queryName: `Query ${letter}`,
          queryText: focused.expr,
          onInsert: (text) => editors.of(letter)?.insert(text),
          onUseQuery: (expr) => runAll(letter, expr),
          onEditText: (text) => explore.edit((draft) => setExpr(draft, letter, text)),
        })}
    </div>
  );
}
