import type { Hint } from "../../../../domain/query/promql/hints.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";

export interface HintListProps {
  readonly hints: readonly Hint[];
  /** The text with the fix in it; the caller runs it. Never applied without a click. */
  readonly onApply: (text: string) => void;
}

/** What could be better about a query, each with one click that edits the text. */
export function HintList({ hints, onApply }: HintListProps) {
  if (hints.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 pb-2 pl-11 text-xs text-fg-2 max-sm:px-3">
      {hints.map((hint) => (
        <li key={hint.id} className="flex flex-wrap items-center gap-2 pr-3">
          <span className="flex min-w-0 gap-2 [overflow-wrap:anywhere]">
            <Icon name="wand-sparkles" size={14} className="mt-0.75 shrink-0 text-fg-3" />
            {hint.text}
          </span>
          <Button size="sm" onClick={() => onApply(hint.apply())}>
            {hint.fixLabel}
          </Button>
        </li>
      ))}
    </ul>
  );
}
