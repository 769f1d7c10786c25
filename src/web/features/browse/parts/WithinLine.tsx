import type { ReactNode } from "react";
import { matcherOf, matcherPart } from "../../../../domain/browse/selectorOf.ts";
import type { Pick } from "../../../../domain/browse/Selection.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Icon } from "../../../ui/Icon.tsx";

export interface WithinLineProps {
  readonly metric?: string;
  readonly picks: readonly Pick[];
  readonly onClearMetric?: () => void;
  readonly onClear?: (label: string) => void;
  /** Behind the chips: the range. */
  readonly children?: ReactNode;
}

/** What the lists below are narrowed by; each part can be taken away. */
export function WithinLine({ metric = "", picks, onClearMetric, onClear, children }: WithinLineProps) {
  const shown = picks.filter((pick) => pick.values.length > 0);
  return (
    <div className="flex min-h-5 flex-wrap items-center gap-1.5 text-xs text-fg-2">
      Within
      {metric !== "" && onClearMetric && <Part text={metric} onClear={onClearMetric} />}
      {shown.map((pick) => (
        <Part key={pick.label} text={matcherPart(matcherOf(pick))} onClear={() => onClear?.(pick.label)} />
      ))}
      {metric === "" && shown.length === 0 && <span>everything</span>}
      <span className="text-fg-3">{children}</span>
    </div>
  );
}

function Part({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const shown = visibleText(text);
  return (
    <button
      type="button"
      onClick={onClear}
      aria-label={`Not within ${shown}`}
      title={`Not within ${shown}`}
      className="mono inline-flex h-6 max-w-full items-center gap-1 rounded-sm border border-line-2 px-1.5 text-2xs text-fg-1 hover:bg-fill-1"
    >
      <span className="cut">{shown}</span>
      <Icon name="x" size={12} />
    </button>
  );
}
