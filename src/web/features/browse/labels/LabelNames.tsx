import type { Ref } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { pickOf, type Selection } from "../../../../domain/browse/Selection.ts";
import { isAskable, matchBeside } from "../../../../domain/browse/selectorOf.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { useBrowse } from "../data/useBrowse.ts";
import { PickList } from "../parts/PickList.tsx";
import type { LabelItem } from "./useLabelLists.ts";

type Scope = Omit<BrowseScope, "match">;

export interface LabelNamesProps {
  readonly items: readonly LabelItem[];
  readonly scope: Scope;
  readonly selection: Selection;
  readonly label: string;
  readonly isBusy: boolean;
  readonly isCut: boolean;
  readonly onPress: (label: string) => void;
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLDivElement>;
}

/** The list of labels: chosen ones first, those that no series within the choice has last and faint. */
export function LabelNames({
  items,
  scope,
  selection,
  label,
  isBusy,
  isCut,
  onPress,
  onLeave,
  ref,
}: LabelNamesProps) {
  const isLoki = scope.source.kind === "loki";
  return (
    <div className="flex min-h-0 flex-col border-r border-line-1">
      <p className="flex h-8 shrink-0 items-center justify-between px-3 text-2xs text-fg-2">
        Label<span className="text-fg-3">{isLoki ? "bytes" : "values"}</span>
      </p>
      {isBusy && (
        <div aria-busy="true" className="px-3">
          {[80, 56, 64, 48].map((width) => (
            <span key={width} className="flex h-6 items-center" style={{ width: `${width}%` }}>
              <Skeleton className="w-full" />
            </span>
          ))}
        </div>
      )}
      <PickList
        ref={ref}
        label="Labels"
        isMany={false}
        current={label}
        items={items.map((item) => ({
          value: item.name,
          isOn: (pickOf(selection, item.name)?.values.length ?? 0) > 0,
          isFaint: item.isOutside,
          note: <LabelNote {...{ item, scope, selection }} />,
        }))}
        onPress={onPress}
        onLeave={onLeave}
      />
      {isCut && (
        <p className="px-3 py-1 text-2xs text-fg-2">
          The first 5,000 labels. Choose a metric to see the rest.
        </p>
      )}
    </div>
  );
}

interface LabelNoteProps {
  readonly item: LabelItem;
  readonly scope: Scope;
  readonly selection: Selection;
}

function LabelNote({ item, scope, selection }: LabelNoteProps) {
  const chosen = pickOf(selection, item.name)?.values.length ?? 0;
  if (chosen > 0) return <ChosenOf {...{ item, scope, selection, chosen }} />;
  if (item.bytes !== null) return formatValueText(item.bytes, "decbytes", { digits: 2 });
  return item.values === null ? "" : item.values.toLocaleString("en-GB");
}

/** "2 of 8": what is chosen, of the values there are beside it. */
function ChosenOf({ item, scope, selection, chosen }: LabelNoteProps & { readonly chosen: number }) {
  const match = matchBeside(selection, item.name);
  const beside = { ...selection, picks: selection.picks.filter(({ label }) => label !== item.name) };
  const series = useBrowse(
    "series",
    { ...scope, match },
    { isEnabled: isAskable(beside) && scope.source.kind !== "loki" },
  );
  const values = useBrowse(
    "values",
    { ...scope, match, label: item.name, typed: "" },
    { isEnabled: !isAskable(beside) || scope.source.kind === "loki" },
  );
  const counted =
    series.data && !series.data.isCut
      ? series.data.labels.find(({ name }) => name === item.name)?.values
      : undefined;
  const all = counted ?? values.data?.names.length;
  return all === undefined ? String(chosen) : `${chosen} of ${all.toLocaleString("en-GB")}`;
}
