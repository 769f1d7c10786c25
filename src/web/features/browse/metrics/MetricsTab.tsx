import { useEffect, useRef, useState, type Dispatch, type KeyboardEvent } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { selectorOf } from "../../../../domain/browse/selectorOf.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Input } from "../../../ui/Input.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import { WithinLine } from "../parts/WithinLine.tsx";
import type { SelectionAction, SelectionState } from "../parts/selectionState.ts";
import { BreakdownView } from "./BreakdownView.tsx";
import { MetricDetail } from "./MetricDetail.tsx";
import { MetricTree } from "./MetricTree.tsx";
import { TypeChips } from "./TypeChips.tsx";
import { useMetricList } from "./useMetricList.ts";

export interface MetricsTabProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly state: SelectionState;
  readonly dispatch: Dispatch<SelectionAction>;
}

const count = (value: number) => value.toLocaleString("en-GB");

/** Find a metric without knowing its name: search, type, tree by prefix; what is known of the chosen one below. */
export function MetricsTab({ context, scope, state, dispatch }: MetricsTabProps) {
  const { selection, listPicks } = state;
  const { metric } = selection;
  const match = selectorOf({ metric: "", picks: listPicks });
  const list = useMetricList({ ...scope, match }, metric);
  const { view, query } = list;
  const [isBroken, setBroken] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const select = (name: string) => dispatch({ type: "metric", name });
  // Enter may come before its answer: it means the best hit of what is typed, not of the last letter but one.
  const [entered, setEntered] = useState<{ readonly typed: string } | null>(null);
  const best = view && view.typed === entered?.typed ? view.best : null;
  useEffect(() => {
    if (best === null || entered === null) return;
    dispatch({ type: "metric", name: best });
    tree.current?.focus();
    // Each press is an object of its own, so a second Enter counts too.
  }, [best, entered, dispatch]);
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // With nothing to clear, Esc is the browser's own: it closes.
    if (event.key === "Escape" && list.typed !== "") {
      event.preventDefault();
      list.type("");
    }
    if (event.key === "ArrowDown" && view && view.count > 0) {
      event.preventDefault();
      tree.current?.focus();
    }
    if (event.key === "Enter") {
      event.preventDefault();
      setEntered({ typed: list.typed });
    }
  };
  if (isBroken && metric !== "") {
    return <BreakdownView {...{ context, scope, selection, dispatch }} onClose={() => setBroken(false)} />;
  }
  return (
    <>
      <div className="flex flex-col gap-2 px-3 py-2">
        <Input
          ref={search}
          type="search"
          icon="search"
          aria-label="Search metrics"
          placeholder="Search metrics"
          className="[&_input::-webkit-search-cancel-button]:hidden"
          spellCheck={false}
          autoComplete="off"
          value={list.typed}
          onChange={(event) => {
            setEntered(null);
            list.type(event.target.value);
          }}
          onKeyDown={onSearchKey}
          end={
            view && (
              <span aria-live="polite" data-typed={view.typed} className="num shrink-0 text-xs text-fg-3">
                {view.hits === view.total
                  ? `${count(view.total)}${view.isCut ? "+" : ""}`
                  : `${count(view.hits)} of ${count(view.total)}${view.isCut ? "+" : ""}`}
              </span>
            )
          }
        />
        {listPicks.length > 0 && (
          <WithinLine picks={listPicks} onClear={(label) => dispatch({ type: "clearLabel", label })} />
        )}
        <TypeChips kinds={view?.kinds} value={list.kind} onChange={list.filter} />
      </div>
      {view?.isCut && (
        <p className="border-t border-line-1 px-3 py-1 text-xs text-fg-2">
          Only the first {count(view.total)} names were read. Choose labels first to narrow them.
        </p>
      )}
      {query.isError && !view && (
        <ProblemNotice
          problem={toProblem(query.error)}
          className="border-t border-line-1"
          actions={<Button onClick={() => void query.refetch()}>Try again</Button>}
        />
      )}
      {query.isPending && <TreeSkeleton />}
      {view && view.count > 0 && (
        <MetricTree
          ref={tree}
          view={view}
          selected={metric}
          active={list.active}
          onActive={list.go}
          onSelect={select}
          onToggle={list.toggle}
          onInsert={context.onInsert}
          onLeave={() => search.current?.focus()}
        />
      )}
      {view?.count === 0 && (
        <NothingFound
          typed={list.typed}
          isFiltered={list.kind !== "all"}
          total={view.total}
          onAll={() => list.filter("all")}
        />
      )}
      {metric !== "" && (
        <MetricDetail
          key={metric}
          {...{ context, scope, selection, dispatch }}
          onBreakDown={() => setBroken(true)}
        />
      )}
    </>
  );
}

interface NothingFoundProps {
  readonly typed: string;
  readonly isFiltered: boolean;
  readonly total: number;
  readonly onAll: () => void;
}

function NothingFound({ typed, isFiltered, total, onAll }: NothingFoundProps) {
  if (total === 0) {
    return (
      <EmptyState icon="search-x" title="No metrics in this range">
        <p>The source has no series in the time range of the page. Choose another range.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search-x"
      title="No metric matches"
      actions={
        isFiltered && (
          <Button size="sm" onClick={onAll}>
            All types
          </Button>
        )
      }
    >
      <p>
        None of {count(total)} names has{" "}
        {typed.trim() === "" ? "this type" : `“${typed.trim()}”, its words in this order`}
        {isFiltered && typed.trim() !== "" ? " and this type" : ""}.
      </p>
    </EmptyState>
  );
}

/** Rows of the tree to come, where they will be. */
function TreeSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-30 flex-1 flex-col border-t border-line-1 px-3 py-1">
      {[64, 40, 52, 72, 44, 60].map((width) => (
        <span key={width} className="flex h-6 items-center" style={{ width: `${width}%` }}>
          <Skeleton className="w-full" />
        </span>
      ))}
    </div>
  );
}
