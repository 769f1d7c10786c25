import { useState } from "react";
import { pickOf, type Selection } from "../../../../domain/browse/Selection.ts";
import type { LabelFacts } from "../../../../domain/browse/seriesFacts.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { cx } from "../../../ui/cx.ts";

export interface ValueChipsProps {
  readonly label: LabelFacts;
  /** The same label within what is chosen: its counts, where they are known. */
  readonly narrowed: LabelFacts | null;
  readonly selection: Selection;
  readonly onToggle: (value: string) => void;
}

const FIRST_VALUES = 5;
/** Then the Labels tab is the better place. */
const MOST_VALUES = 60;

/** Values of a label with how many series have them; a press narrows to a value, or no longer. */
export function ValueChips({ label, narrowed, selection, onToggle }: ValueChipsProps) {
  const [showsAll, setShowsAll] = useState(false);
  const pick = pickOf(selection, label.name);
  const chosen = new Set(pick?.values);
  const counts = new Map(narrowed?.top.map(({ value, series }) => [value, series]));
  const top = label.top.slice(0, showsAll ? MOST_VALUES : FIRST_VALUES);
  const hiddenChosen = label.top.filter(
    ({ value }) => chosen.has(value) && !top.some((one) => one.value === value),
  );
  const left = label.values - top.length;
  return (
    <div
      role="group"
      aria-label={`Values of ${label.name}`}
      className="flex flex-wrap gap-1 pt-0.5 pb-1 pl-5"
    >
      {[...top, ...hiddenChosen].map(({ value, series }) => {
        const isOn = chosen.has(value);
        const shown = value === "" ? "(empty)" : visibleText(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isOn}
            title={shown}
            onClick={() => onToggle(value)}
            className={cx(
              "inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm px-1.75",
              isOn ? "bg-accent-bg text-accent-fg" : "bg-fill-1 text-fg-1 hover:bg-fill-2",
              isOn && pick?.mode === "none" && "line-through",
            )}
          >
            <span className="mono cut text-code leading-none">{shown}</span>
            <span className={cx("num text-2xs", !isOn && "text-fg-3")}>
              {(counts.get(value) ?? series).toLocaleString("en-GB")}
            </span>
          </button>
        );
      })}
      {left > 0 && !showsAll && (
        <button
          type="button"
          onClick={() => setShowsAll(true)}
          className="h-6 rounded-sm px-1.75 text-xs text-accent-fg hover:bg-fill-1"
        >
          {left.toLocaleString("en-GB")} more
        </button>
      )}
      {left > 0 && showsAll && (
        <span className="flex h-6 items-center px-1.75 text-xs text-fg-3">
          and {left.toLocaleString("en-GB")} more: search them in Labels
        </span>
      )}
    </div>
  );
}
