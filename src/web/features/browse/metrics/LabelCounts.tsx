import { useState } from "react";
import { pickOf, type Selection } from "../../../../domain/browse/Selection.ts";
import type { LabelFacts, SeriesFacts } from "../../../../domain/browse/seriesFacts.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { ValueChips } from "./ValueChips.tsx";

export interface LabelCountsProps {
  /** Of what is chosen. */
  readonly facts: SeriesFacts | undefined;
  /** Of the metric alone: the values of a label that is chosen of stay in sight. */
  readonly whole: SeriesFacts | undefined;
  readonly selection: Selection;
  readonly onToggle: (label: string, value: string) => void;
  readonly onBreakDown: () => void;
}

/** Labels that are shown before "more". */
const FIRST_LABELS = 12;

/** The labels of a metric, those with the most values first, each with a bar; opened, its values with their series. */
export function LabelCounts({ facts, whole, selection, onToggle, onBreakDown }: LabelCountsProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const shownFacts = whole ?? facts;
  const labels = shownFacts?.labels ?? [];
  const most = labels[0]?.values ?? 1;
  const toggle = (name: string) =>
    setOpen((before) =>
      before.has(name) ? new Set([...before].filter((one) => one !== name)) : new Set([...before, name]),
    );
  if (shownFacts && labels.length === 0) return null;
  return (
    <div>
      <div className="flex min-h-6 items-center justify-between text-2xs text-fg-2">
        <span>
          Labels by number of values
          {shownFacts?.isCut && (
            <span className="text-fg-3">
              {" "}
              in the first {shownFacts.series.toLocaleString("en-GB")} series
            </span>
          )}
        </span>
        {labels.length > 0 && (
          <Button variant="ghost" size="sm" icon="grid-3x3" className="-mr-2" onClick={onBreakDown}>
            Break down
          </Button>
        )}
      </div>
      {!shownFacts && <LabelSkeleton />}
      {labels.slice(0, showsAll ? undefined : FIRST_LABELS).map((label) => {
        const isOpen = open.has(label.name) || (pickOf(selection, label.name)?.values.length ?? 0) > 0;
        const narrowed = facts?.labels.find(({ name }) => name === label.name) ?? null;
        return (
          <div key={label.name}>
            <LabelRow label={label} most={most} isOpen={isOpen} onToggle={() => toggle(label.name)} />
            {isOpen && (
              <ValueChips
                {...{ label, narrowed, selection }}
                onToggle={(value) => onToggle(label.name, value)}
              />
            )}
          </div>
        );
      })}
      {!showsAll && labels.length > FIRST_LABELS && (
        <Button variant="ghost" size="sm" className="-ml-2 text-accent-fg" onClick={() => setShowsAll(true)}>
          {labels.length - FIRST_LABELS} more labels
        </Button>
      )}
    </div>
  );
}

interface LabelRowProps {
  readonly label: LabelFacts;
  readonly most: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function LabelRow({ label, most, isOpen, onToggle }: LabelRowProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="grid h-6 w-full grid-cols-[14px_minmax(0,104px)_minmax(0,1fr)_44px] items-center gap-1.5 rounded-sm text-left text-xs hover:bg-fill-1 max-sm:h-8"
    >
      <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} className="text-fg-3" />
      <span className="mono cut">{visibleText(label.name)}</span>
      <span
        className="h-1.5 min-w-1 rounded-full bg-accent-line"
        style={{ width: `${(label.values / Math.max(1, most)) * 100}%` }}
      />
      <span className="num text-right text-fg-3">
        {label.values.toLocaleString("en-GB")}
        <span className="sr-only"> values</span>
      </span>
    </button>
  );
}

function LabelSkeleton() {
  return (
    <div aria-busy="true">
      {[70, 50, 60].map((width) => (
        <span key={width} className="flex h-6 items-center" style={{ width: `${width}%` }}>
          <Skeleton className="w-full" />
        </span>
      ))}
    </div>
  );
}
