import { useMemo, useRef, useState, type Dispatch } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { hasWords, wordsOf } from "../../../../domain/browse/nameSearch.ts";
import { pickOf, type PickMode, type Selection } from "../../../../domain/browse/Selection.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Input } from "../../../ui/Input.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { type PickItem, PickList } from "../parts/PickList.tsx";
import type { SelectionAction } from "../parts/selectionState.ts";
import { useValueList } from "./useLabelLists.ts";

export interface ValueListProps {
  readonly scope: Omit<BrowseScope, "match">;
  readonly selection: Selection;
  readonly label: string;
  /** What was searched for among labels: it may have been a value. */
  readonly labelSearch: string;
  readonly dispatch: Dispatch<SelectionAction>;
  readonly onLeave: () => void;
}

const NO_VALUES: readonly string[] = [];
const MODES: readonly { readonly value: PickMode; readonly label: string }[] = [
  { value: "any", label: "is any of" },
  { value: "none", label: "is none of" },
];

/** The values of one label, with boxes; the search goes to the source where the list was cut. */
export function ValueList({ scope, selection, label, labelSearch, dispatch, onLeave }: ValueListProps) {
  const [own, setTyped] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const found = useValueList(scope, selection, { label, typed: own ?? "" });
  const { whole, query, counts, bytes, chosen } = found;
  const all = query.data?.names ?? NO_VALUES;
  const typed =
    own ?? (all.some((value) => hasWords(value.toLowerCase(), wordsOf(labelSearch))) ? labelSearch : "");
  const items = useMemo(
    () => valueItems({ all, typed, chosen, counts, bytes }),
    [all, typed, chosen, counts, bytes],
  );
  const total = whole.data?.names.length ?? 0;
  const isCut = query.data?.isCut ?? false;
  const isLoki = scope.source.kind === "loki";
  return (
    <div className="flex min-h-0 flex-col bg-surface-1">
      <p className="flex h-8 shrink-0 items-center justify-between gap-2 px-3 text-2xs text-fg-2">
        <span className="mono min-w-0 cut">{visibleText(label)}</span>
        <span className="text-fg-3">{isLoki ? "bytes" : "series"}</span>
      </p>
      <div className="flex flex-col items-start gap-1.5 px-3 pb-1.5">
        <Segmented
          label="Match"
          look="bar"
          segments={MODES}
          value={pickOf(selection, label)?.mode ?? "any"}
          onChange={(mode) => dispatch({ type: "mode", label, mode })}
        />
        <Input
          ref={search}
          size="sm"
          type="search"
          icon="search"
          aria-label={`Search values of ${label}`}
          placeholder={
            whole.data
              ? `Search ${total.toLocaleString("en-GB")}${whole.data.isCut ? "+" : ""} values`
              : "Search values"
          }
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            list.current?.focus();
          }}
        />
      </div>
      {isCut && (
        <p className="px-3 pb-1 text-2xs text-fg-2">
          The first {all.length.toLocaleString("en-GB")} values.{" "}
          {typed === "" ? "Type to search them all." : "Type more to refine."}
        </p>
      )}
      {query.isError ? (
        <ProblemNotice
          problem={toProblem(query.error)}
          className="p-3"
          actions={
            <Button size="sm" onClick={() => void query.refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <PickList
          ref={list}
          label={`Values of ${label}`}
          isMany
          items={items}
          onPress={(value) => dispatch({ type: "value", label, value })}
          onLeave={() => (search.current ? search.current.focus() : onLeave())}
        />
      )}
      {query.data && items.length === 0 && (
        <p className="flex-1 px-3 text-xs text-fg-2">
          {typed === "" ? "No values within what is chosen." : "No value matches."}
        </p>
      )}
    </div>
  );
}

interface Values {
  readonly all: readonly string[];
  readonly typed: string;
  readonly chosen: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly bytes: ReadonlyMap<string, number>;
}

/** Chosen values stay, also where the others leave no series with them. */
function valueItems({ all, typed, chosen, counts, bytes }: Values): readonly PickItem[] {
  const words = wordsOf(typed);
  const isOn = new Set(chosen);
  const gone = chosen.filter((value) => !all.includes(value));
  const fitting =
    words.length === 0 ? all : all.filter((value) => isOn.has(value) || hasWords(value.toLowerCase(), words));
  const ordered =
    bytes.size === 0 ? fitting : fitting.toSorted((a, b) => (bytes.get(b) ?? 0) - (bytes.get(a) ?? 0));
  return [...gone, ...ordered].map((value) => {
    const size = bytes.get(value);
    const note =
      size === undefined
        ? counts.get(value)?.toLocaleString("en-GB")
        : formatValueText(size, "decbytes", { digits: 2 });
    return { value, isOn: isOn.has(value), isFaint: gone.includes(value), note: note ?? "" };
  });
}
