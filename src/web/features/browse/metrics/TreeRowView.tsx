import type { TreeRow } from "../../../../domain/browse/treeView.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { kindWord } from "./kindWords.ts";

export interface TreeRowViewProps {
  /** undefined while it is on its way. */
  readonly row: TreeRow | undefined;
  readonly id: string;
  readonly place: number;
  readonly topPx: number;
  readonly heightPx: number;
  /** Has the keyboard; shown only while the tree has the focus. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onPress: (place: number, row: TreeRow) => void;
  readonly onInsert: (name: string) => void;
}

/** One line of the tree: a prefix with its count, or a metric with its type. */
export function TreeRowView(props: TreeRowViewProps) {
  const { row, id, place, topPx, heightPx, isActive, isSelected, onPress, onInsert } = props;
  const isGroup = row?.kind === "group";
  return (
    // The tree has the focus and hears the keys; a row is pressed with the pointer only.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={(row?.level ?? 0) + 1}
      aria-expanded={isGroup ? row.isOpen : undefined}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      onClick={() => row && onPress(place, row)}
      onDoubleClick={() => row?.kind === "metric" && onInsert(row.name)}
      style={{ top: topPx, height: heightPx, paddingLeft: 4 + (row?.level ?? 0) * 16 }}
      className={cx(
        "absolute inset-x-1.5 flex cursor-pointer items-center gap-1.5 rounded-sm pr-1.5",
        "group-focus-visible/tree:data-active:outline-2 group-focus-visible/tree:data-active:-outline-offset-2 group-focus-visible/tree:data-active:outline-focus",
        isSelected ? "bg-accent-bg" : "hover:bg-fill-1",
      )}
    >
      {isGroup ? (
        <Icon name={row.isOpen ? "chevron-down" : "chevron-right"} size={14} className="text-fg-3" />
      ) : (
        <span className="w-3.5 shrink-0" />
      )}
      <span className="mono min-w-0 cut text-xs" title={row?.kind === "metric" ? row.name : undefined}>
        {row && <RowName row={row} isSelected={isSelected} />}
      </span>
      <span className={cx("num ml-auto shrink-0 pl-2 text-2xs", isSelected ? "text-fg-2" : "text-fg-3")}>
        {row?.kind === "group" && (
          <>
            {row.count.toLocaleString("en-GB")}
            <span className="sr-only"> metrics</span>
          </>
        )}
        {row?.kind === "metric" && kindWord(row.type)}
      </span>
    </div>
  );
}

/** What is shared with the group around is quiet; of a group's own prefix only its first word is loud. */
function RowName({ row, isSelected }: { readonly row: TreeRow; readonly isSelected: boolean }) {
  const quiet = isSelected ? "text-fg-2" : "text-fg-3";
  if (row.kind === "group") {
    const { prefix, shared, keyLength } = row;
    return (
      <>
        <span className={quiet}>{visibleText(prefix.slice(0, shared))}</span>
        {visibleText(prefix.slice(shared, row.level === 0 ? keyLength : prefix.length))}
        {row.level === 0 && <span className={quiet}>{visibleText(prefix.slice(keyLength))}</span>}
      </>
    );
  }
  const { name, shared, ranges } = row;
  return pieces(name, shared, ranges).map(({ from, text, isMarked }) =>
    isMarked ? (
      <mark
        key={from}
        className="bg-transparent text-fg-1 underline decoration-accent-line decoration-2 underline-offset-3"
      >
        {visibleText(text)}
      </mark>
    ) : (
      <span key={from} className={from < shared ? quiet : undefined}>
        {visibleText(text)}
      </span>
    ),
  );
}

interface Piece {
  readonly from: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** The name cut where the shared part ends and where a found word begins or ends. */
function pieces(name: string, shared: number, ranges: readonly number[]): readonly Piece[] {
  const cuts = [...new Set([0, shared, ...ranges, name.length])].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const isMarked = ranges.some((start, i) => i % 2 === 0 && from >= start && from < (ranges[i + 1] ?? 0));
    return { from, text: name.slice(from, cuts[at + 1]), isMarked };
  });
}
