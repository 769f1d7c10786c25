import { useRef, useState, type Dispatch } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { wordsOf, hasWords } from "../../../../domain/browse/nameSearch.ts";
import type { Pick } from "../../../../domain/browse/Selection.ts";
import type { SeriesFacts } from "../../../../domain/browse/seriesFacts.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Input } from "../../../ui/Input.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import type { BrowserContext } from "../BrowserTypes.ts";
import type { SelectionAction, SelectionState } from "../parts/selectionState.ts";
import { WithinLine } from "../parts/WithinLine.tsx";
import { LabelNames } from "./LabelNames.tsx";
import { QueryPills } from "./QueryPills.tsx";
import { SelectorFooter } from "./SelectorFooter.tsx";
import { type LabelItem, useLabelLists } from "./useLabelLists.ts";
import { ValueList } from "./ValueList.tsx";

export interface LabelsTabProps {
  readonly context: BrowserContext;
  readonly scope: Omit<BrowseScope, "match">;
  readonly state: SelectionState;
  readonly dispatch: Dispatch<SelectionAction>;
}

/** What is chosen of labels is seen in the lists and in the selector. */
const NO_PICKS: readonly Pick[] = [];

/** A selector from lists that narrow each other: metric, labels, values, in any order. */
export function LabelsTab({ context, scope, state, dispatch }: LabelsTabProps) {
  const { selection } = state;
  const lists = useLabelLists(scope, selection);
  const [typed, setTyped] = useState("");
  const [chosenLabel, setLabel] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const items = foundLabels(lists.items, typed, lists.facts);
  const last = selection.picks.at(-1)?.label ?? "";
  const label = items.some(({ name }) => name === chosenLabel)
    ? chosenLabel
    : items.some(({ name }) => name === last)
      ? last
      : (items.find(({ isOutside }) => !isOutside)?.name ?? "");
  return (
    <>
      <div className="flex flex-col gap-2 px-3 py-2">
        <Input
          ref={search}
          type="search"
          icon="search"
          aria-label="Search labels"
          placeholder="Search labels and values"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="[&_input::-webkit-search-cancel-button]:hidden"
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") {
              event.preventDefault();
              names.current?.focus();
            }
            if (event.key === "Escape" && typed !== "") {
              event.preventDefault();
              setTyped("");
            }
          }}
        />
        <WithinLine
          metric={selection.metric}
          picks={NO_PICKS}
          onClearMetric={() => dispatch({ type: "metric", name: "" })}
        >
          {context.rangeLabel}
        </WithinLine>
        <QueryPills
          {...{ context, selection }}
          onChoose={(chosen) => dispatch({ type: "set", selection: chosen })}
        />
      </div>
      {lists.all.isError && !lists.all.data ? (
        <ProblemNotice
          problem={toProblem(lists.all.error)}
          className="flex-1 border-t border-line-1"
          actions={<Button onClick={() => void lists.all.refetch()}>Try again</Button>}
        />
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[148px_minmax(0,1fr)] border-t border-line-1 max-sm:grid-cols-[132px_minmax(0,1fr)]">
          <LabelNames
            ref={names}
            {...{ items, scope, selection, label }}
            isBusy={lists.all.isPending}
            isCut={lists.all.data?.isCut ?? false}
            onPress={setLabel}
            onLeave={() => search.current?.focus()}
          />
          {label === "" ? (
            <NoLabel isBusy={lists.all.isPending} typed={typed} />
          ) : (
            <ValueList
              key={label}
              {...{ scope, selection, label, dispatch }}
              labelSearch={typed}
              onLeave={() => names.current?.focus()}
            />
          )}
        </div>
      )}
      <SelectorFooter {...{ context, selection, lists }} />
    </>
  );
}

/** Labels whose name has the words, or one of whose known values has. */
function foundLabels(
  items: readonly LabelItem[],
  typed: string,
  facts: SeriesFacts | undefined,
): readonly LabelItem[] {
  const words = wordsOf(typed);
  if (words.length === 0) return items;
  const hasValue = (name: string) =>
    facts?.labels
      .find((label) => label.name === name)
      ?.top.some(({ value }) => hasWords(value.toLowerCase(), words));
  return items.filter(({ name }) => hasWords(name.toLowerCase(), words) || hasValue(name));
}

function NoLabel({ isBusy, typed }: { readonly isBusy: boolean; readonly typed: string }) {
  if (isBusy) return <div aria-busy="true" className="bg-surface-1" />;
  return (
    <div className="bg-surface-1">
      <EmptyState icon="search-x" title={typed === "" ? "No labels in this range" : "No label matches"}>
        <p>
          {typed === ""
            ? "Choose another range."
            : "Values are searched where they are known: choose a metric first."}
        </p>
      </EmptyState>
    </div>
  );
}
