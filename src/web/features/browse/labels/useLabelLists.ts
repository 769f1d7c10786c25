import { useMemo } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { pickOf, type Selection } from "../../../../domain/browse/Selection.ts";
import { isAskable, matchBeside, selectorOf } from "../../../../domain/browse/selectorOf.ts";
import type { SeriesFacts } from "../../../../domain/browse/seriesFacts.ts";
import { useBrowse } from "../data/useBrowse.ts";

/** One label as the list shows it. */
export interface LabelItem {
  readonly name: string;
  /** Values within what is chosen; null while nobody knows. */
  readonly values: number | null;
  readonly bytes: number | null;
  readonly isChosen: boolean;
  /** The source knows it, but no series within what is chosen has it. */
  readonly isOutside: boolean;
}

type Scope = Omit<BrowseScope, "match">;

/**
 * The labels of a source and what is chosen of them: every list is narrowed by all other choices, in any order, and is
 * of the range. Counts come from one bounded answer about the series; where that was cut, there are none.
 */
export function useLabelLists(scope: Scope, selection: Selection) {
  const selector = selectorOf(selection);
  const isLoki = scope.source.kind === "loki";
  const canAsk = isAskable(selection);
  const all = useBrowse("labels", { ...scope, match: "" });
  const series = useBrowse(
    "series",
    { ...scope, match: selector },
    { isEnabled: canAsk, keepsPrevious: true },
  );
  const volumes = useBrowse(
    "volumes",
    { ...scope, match: canAsk ? selector : "", label: null },
    { isEnabled: isLoki, keepsPrevious: true },
  );
  const facts = canAsk ? series.data : undefined;
  const within = useBrowse(
    "labels",
    { ...scope, match: selector },
    { isEnabled: canAsk && facts?.isCut === true },
  );
  const bytes = volumes.data;
  const items = useMemo(() => {
    const known = facts?.isCut ? within.data?.names : facts?.labels.map(({ name }) => name);
    return labelItems({ all: all.data?.names ?? [], known, facts, selection, bytes });
  }, [all.data, within.data, facts, selection, bytes]);
  return { all, series, facts, items, canAsk };
}

interface Lists {
  readonly all: readonly string[];
  /** Labels within what is chosen; undefined: everything is. */
  readonly known: readonly string[] | undefined;
  readonly facts: SeriesFacts | undefined;
  readonly selection: Selection;
  readonly bytes: readonly { readonly name: string; readonly bytes: number }[] | undefined;
}

/** Chosen ones first in the order they were chosen, then by bytes or name, those outside last. */
function labelItems({ all, known, facts, selection, bytes }: Lists): readonly LabelItem[] {
  const chosen = selection.picks.map(({ label }) => label);
  const inside = known && new Set(known);
  const byBytes = new Map(bytes?.map((one) => [one.name, one.bytes]));
  const names = new Set([...chosen, ...all, ...(known ?? [])].filter((name) => name !== "__name__"));
  const items = [...names].map((name): LabelItem => {
    const isOutside = inside !== undefined && !inside.has(name);
    const counted = facts && !facts.isCut ? facts.labels.find((label) => label.name === name) : undefined;
    const values = isOutside ? 0 : (counted?.values ?? null);
    return { name, values, bytes: byBytes.get(name) ?? null, isChosen: chosen.includes(name), isOutside };
  });
  const rank = (item: LabelItem) => (item.isChosen ? 0 : item.isOutside ? 2 : 1);
  return items.toSorted((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (a.isChosen) return 0;
    return (b.bytes ?? 0) - (a.bytes ?? 0) || (a.name < b.name ? -1 : 1);
  });
}

/** The values of one label within everything else that is chosen. */
export function useValueList(
  scope: Scope,
  selection: Selection,
  { label, typed }: { readonly label: string; readonly typed: string },
) {
  const match = matchBeside(selection, label);
  const isLoki = scope.source.kind === "loki";
  const isEnabled = label !== "";
  const beside = { ...selection, picks: selection.picks.filter((pick) => pick.label !== label) };
  const canCount = isAskable(beside);
  const whole = useBrowse("values", { ...scope, match, label, typed: "" }, { isEnabled });
  // Only a list that was cut is searched at the source; each letter ends the request of the one before.
  const asksAgain = whole.data?.isCut === true && typed.trim() !== "";
  const searched = useBrowse(
    "values",
    { ...scope, match, label, typed },
    { isEnabled: isEnabled && asksAgain, keepsPrevious: true },
  );
  const series = useBrowse("series", { ...scope, match }, { isEnabled: isEnabled && canCount && !isLoki });
  const volumes = useBrowse(
    "volumes",
    { ...scope, match: canCount ? match : "", label },
    { isEnabled: isEnabled && isLoki },
  );
  const counts = useMemo(() => {
    const top =
      series.data && !series.data.isCut
        ? series.data.labels.find(({ name }) => name === label)?.top
        : undefined;
    return new Map(top?.map(({ value, series: count }) => [value, count]));
  }, [series.data, label]);
  const bytes = useMemo(() => new Map(volumes.data?.map((one) => [one.name, one.bytes])), [volumes.data]);
  const chosen = pickOf(selection, label)?.values ?? [];
  return { query: asksAgain ? searched : whole, whole, counts, bytes, chosen };
}
