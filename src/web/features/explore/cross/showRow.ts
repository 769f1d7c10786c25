import type { SourceView } from "../../../../contract/sources.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { zoomTo } from "../../../../domain/time/zoomRange.ts";
import { showToast } from "../../../ui/toasts.ts";
import { addRow, canAddRow, setExpr, setRowSource } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import { hasRoomBeside } from "./useHasRoomBeside.ts";
import type { Subject } from "./Subject.ts";

/** The row that was made for the last subject; the next one takes its place while nobody has edited it. */
export interface MadeRow {
  readonly letter: string;
  readonly expr: string;
}

interface ShownRow {
  readonly subject: Subject;
  readonly to: SourceView;
  readonly expr: string;
  readonly made: MadeRow | null;
}

/** Runs the page with the other half of a subject beside it; the row it stands in, or null where there is no room. */
export function showRow(explore: Explore, shown: ShownRow): MadeRow | null {
  const { queries } = explore.state;
  const isMade = ({ letter, expr }: MadeRow) =>
    queries.some((row) => row.letter === letter && row.expr === expr && letter !== shown.subject.letter);
  const reused = shown.made && isMade(shown.made) ? shown.made.letter : undefined;
  if (reused === undefined && !canAddRow(explore.state)) {
    showToast("There is no room for another query; remove one first");
    return null;
  }
  const { state } = explore.run((draft) => withRow(draft, shown, reused));
  const row = reused === undefined ? state.queries.at(-1) : queries.find(({ letter }) => letter === reused);
  return row ? { letter: row.letter, expr: shown.expr } : null;
}

function withRow(
  draft: ExploreState,
  { subject, to, expr }: ShownRow,
  reused: string | undefined,
): ExploreState {
  const added = reused === undefined ? addRow(draft, to.id) : draft;
  const letter = reused ?? added.queries.at(-1)?.letter ?? "";
  const asked = setExpr(setRowSource(added, letter, to.id), letter, expr);
  const { span, atNs } = subject;
  const isLogs = subject.to === "logs";
  return {
    ...asked,
    ...(span && { range: zoomTo(draft.range, span).range }),
    // Where both do not fit beside each other, the new one is what one wants to see.
    tab: hasRoomBeside() || !isLogs ? "chart" : "logs",
    isBeside: true,
    logs: {
      ...asked.logs,
      pane: "list",
      line: "",
      at: isLogs ? (atNs ?? "") : asked.logs.at,
      // Who points at a moment does not follow the newest lines any more.
      isLive: asked.logs.isLive && span === undefined && atNs === undefined,
    },
  };
}
