import { zoomOut } from "../../../../domain/time/zoomRange.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { browserOpen } from "../../../lib/browse/browserOpen.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { zoneName } from "../../../lib/zoneName.ts";
import { setRowSource } from "../state/exploreActions.ts";
import type { Explore } from "../state/useExplore.ts";
import type { EmptyAnswer } from "./findWhy.ts";
import { useWhy } from "./useWhy.ts";
import type { Fix } from "./Why.ts";

/** Runs a text as the query of a row. */
export type RunRow = (expr: string, letter: string) => void;

export interface EmptyReasonProps {
  readonly explore: Explore;
  readonly empty: EmptyAnswer;
  readonly title: string;
  /** What was asked for, in a sentence. */
  readonly lead: string;
  /** What to do where the source tells no reason. */
  readonly advice: string;
  readonly onRun: RunRow;
}

const WIDEN: Fix = { label: "Widen the range", widens: true };

/** The state with a fix in it, but for its text. */
function fixed(draft: ExploreState, letter: string, { range, sourceId, widens }: Fix): ExploreState {
  if (sourceId !== undefined) return setRowSource(draft, letter, sourceId);
  if (range) {
    const { startMs, endMs } = range;
    return { ...draft, range: { from: String(Math.floor(startMs)), to: String(Math.ceil(endMs)) } };
  }
  if (!widens) return draft;
  return { ...draft, range: zoomOut(draft.range, { nowMs: Date.now(), zone: zoneName(draft.zone) }).range };
}

/** Nothing was found: why, as far as the source tells (F40, L4), and one click that mends it. */
export function EmptyReason({ explore, empty, title, lead, advice, onRun }: EmptyReasonProps) {
  const { data: why, isLoading, isError } = useWhy(empty, zoneName(explore.state.zone));
  const apply = (fix: Fix) => {
    if (fix.opensBrowser) return browserOpen.set(true);
    // The button goes with the reason; what it brings is where the reader is now.
    document.getElementById("result-panel")?.focus();
    if (fix.expr !== undefined) onRun(fix.expr, empty.letter);
    else explore.run((draft) => fixed(draft, empty.letter, fix));
  };
  // While it is looked for there is no button that another one would push away.
  const fixes = isLoading ? [] : why ? [...(why.fix ? [why.fix] : []), ...(why.others ?? [])] : [WIDEN];
  const told = why?.text ?? (isError ? `Why could not be found out. ${advice}` : advice);
  const reason = isLoading ? "Looking for the reason" : told;
  return (
    <EmptyState
      icon="search-x"
      title={title}
      actions={
        fixes.length > 0 &&
        fixes.map((fix, index) => (
          <Button
            key={fix.label}
            {...(index === 0 && { variant: "primary" as const })}
            className="max-w-full"
            onClick={() => apply(fix)}
          >
            <span className="truncate">{fix.label}</span>
          </Button>
        ))
      }
    >
      <p>{lead}</p>
      <p aria-live="polite" className="wrap-anywhere">
        {reason}
      </p>
    </EmptyState>
  );
}
