import { useEffect, useRef, useState, type Dispatch } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import {
  type BreakdownItem,
  breakdownByLabel,
  breakdownByValue,
  type BreakdownPlan,
} from "../../../../domain/browse/breakdown.ts";
import type { Selection } from "../../../../domain/browse/Selection.ts";
import { pickOf } from "../../../../domain/browse/Selection.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import type { SelectionAction } from "../parts/selectionState.ts";
import { BreakdownChart } from "./BreakdownChart.tsx";
import { useMetricFacts } from "./MetricDetail.tsx";

export interface BreakdownViewProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly selection: Selection;
  readonly dispatch: Dispatch<SelectionAction>;
  readonly onClose: () => void;
}

/** A metric taken apart: one small chart per label, then one per value of the label that was opened (D11). */
export function BreakdownView({ context, scope, selection, dispatch, onClose }: BreakdownViewProps) {
  const [label, setLabel] = useState<string | null>(null);
  const { facts, series, whole } = useMetricFacts({ context, scope, selection });
  const back = useRef<HTMLDivElement>(null);
  // What opened the view is gone from the page; its way back is the next thing to press.
  useEffect(() => {
    if (label !== undefined) back.current?.querySelector("button")?.focus();
  }, [label]);
  const values = whole.data?.labels.find(({ name }) => name === label)?.top.map(({ value }) => value) ?? [];
  const plan = label === null ? breakdownByLabel(facts) : breakdownByValue(facts, label, values);
  return (
    <section aria-label="Breakdown" className="flex min-h-0 flex-1 flex-col bg-surface-1">
      <div ref={back} className="flex items-center gap-1 border-b border-line-1 px-2 py-1.5">
        <IconButton
          size="sm"
          icon="chevron-left"
          label={label === null ? "Back to the metric" : "Back to all labels"}
          onClick={() => (label === null ? onClose() : setLabel(null))}
        />
        <h3 className="mono min-w-0 cut text-xs font-semibold" title={selection.metric}>
          {visibleText(selection.metric)}
        </h3>
        <span className="shrink-0 text-xs text-fg-3">{label === null ? "by label" : "by"}</span>
        {label !== null && <span className="mono min-w-0 cut text-xs">{visibleText(label)}</span>}
      </div>
      {series.data && plan.items.length === 0 ? (
        <EmptyState icon="columns-2" title="Nothing to take apart">
          <p>No label of these series has more than one value.</p>
        </EmptyState>
      ) : (
        <Grid
          {...{ context, plan, selection }}
          onOpen={(item) => (item.pick === null ? setLabel(item.title) : context.onUseQuery(item.expr))}
          onFilter={(pick) => dispatch({ type: "value", ...pick })}
        />
      )}
    </section>
  );
}

interface GridProps {
  readonly context: BrowserContext;
  readonly plan: BreakdownPlan;
  readonly selection: Selection;
  readonly onOpen: (item: BreakdownItem) => void;
  readonly onFilter: (pick: { readonly label: string; readonly value: string }) => void;
}

function Grid({ context, plan, selection, onOpen, onFilter }: GridProps) {
  return (
    // Scrolls by itself, so it can be reached and scrolled by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label="Small charts" className="min-h-0 flex-1 overflow-y-auto p-2">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] gap-2">
        {plan.items.map((item) => (
          <BreakdownChart
            key={item.title}
            {...{ context, item }}
            isFilter={
              item.pick !== null &&
              (pickOf(selection, item.pick.label)?.values.includes(item.pick.value) ?? false)
            }
            onOpen={() => onOpen(item)}
            onFilter={() => item.pick && onFilter(item.pick)}
            onUse={() => context.onUseQuery(item.expr)}
          />
        ))}
      </ul>
      {plan.left > 0 && (
        <p className="px-1 py-2 text-xs text-fg-2">
          {plan.left.toLocaleString("en-GB")} more are not drawn. Filter by another label first to see them.
        </p>
      )}
    </div>
  );
}
