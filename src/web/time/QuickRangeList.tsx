import { useRef, type KeyboardEvent } from "react";
import type { QuickRange } from "../../domain/time/quickRanges.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import { cx } from "../ui/cx.ts";
import { nextIndex, typeaheadIndex } from "../ui/menuFocus.ts";

export interface QuickRangeListProps {
  readonly quickRanges: readonly QuickRange[];
  readonly range: TimeRange;
  /** What the current range is called; listed, too, when it is none of the quick ones. */
  readonly label: string;
  readonly onChoose: (range: TimeRange) => void;
}

/** Choosing applies at once. One Tab stop; arrows, Home, End and letters move. */
export function QuickRangeList({ quickRanges, range, label, onChoose }: QuickRangeListProps) {
  const list = useRef<HTMLDivElement>(null);
  const isSame = (quick: QuickRange) => quick.range.from === range.from && quick.range.to === range.to;
  const options = quickRanges.some(isSame) ? quickRanges : [...quickRanges, { label, range }];
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
    const index = rows.findIndex((row) => row === document.activeElement);
    const chosen = options[index];
    if (chosen && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      onChoose(chosen.range);
      return;
    }
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    const texts = options.map((option) => option.label);
    const to =
      nextIndex(event.key, index, rows.length) ?? (isLetter ? typeaheadIndex(texts, index, event.key) : null);
    if (to === null) return;
    event.preventDefault();
    rows[to]?.focus();
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Quick ranges"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="border-line-1 p-1 sm:border-r max-sm:grid max-sm:grid-cols-2 max-sm:border-b"
    >
      {options.map((option) => {
        const isSelected = isSame(option);
        return (
          // The list's own key handler chooses; a row only takes the pointer.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.label}
            role="option"
            aria-selected={isSelected}
            tabIndex={isSelected ? 0 : -1}
            title={option.label.length > 22 ? option.label : undefined}
            onClick={() => onChoose(option.range)}
            className={cx(
              "cut h-6.5 cursor-pointer rounded-sm px-2 text-xs leading-6.5 hover:bg-fill-1 focus-visible:-outline-offset-2 max-sm:h-8 max-sm:leading-8",
              isSelected && "bg-accent-bg font-medium text-accent-fg",
            )}
          >
            {option.label}
          </div>
        );
      })}
    </div>
  );
}
