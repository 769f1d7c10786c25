import { useRef, useState } from "react";
import type { ExportFormat } from "../../../domain/frame/logs/exportLines.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { Button } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/MenuList.tsx";
import { useIsNarrow } from "../../ui/useMediaQuery.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { FindBar } from "./FindBar.tsx";
import { LogColumns } from "./LogColumns.tsx";
import type { LineFind } from "./useLineFind.ts";

export interface LogToolbarProps {
  readonly view: LogViewOptions;
  readonly onChangeView: (change: Partial<LogViewOptions>) => void;
  /** All loaded lines: where columns come from. */
  readonly lines: readonly LogLine[];
  readonly find: LineFind;
  /** Held outside, so that the shortcut `/` opens it. */
  readonly isFindOpen: boolean;
  readonly onFindOpenChange: (isOpen: boolean) => void;
  readonly onSave: (format: ExportFormat) => void;
  /** Lines of one page, as the next run asks for them. */
  readonly limit: number;
  readonly onChangeLimit: (limit: number) => void;
}

/** Lines per page to choose from (B5). */
const LIMITS: readonly number[] = [100, 500, 1000, 2000, 5000];

const timeNames: Record<LogViewOptions["time"], string> = { off: "off", ms: "ms", ns: "ns" };
const dedupNames: Record<LogViewOptions["dedup"], string> = {
  none: "off",
  exact: "exact",
  numbers: "numbers",
  signature: "signature",
};
const dedupWords: Record<LogViewOptions["dedup"], string> = {
  none: "No folding",
  exact: "Equal lines",
  numbers: "Equal but for numbers",
  signature: "Equal punctuation",
};
const timeWords: Record<LogViewOptions["time"], string> = {
  off: "No time",
  ms: "Milliseconds",
  ns: "Nanoseconds, exact",
};

/** How the lines are shown, for the tab bar's end. Nothing here asks the source but another number of lines. */
export function LogToolbar(props: LogToolbarProps) {
  const { view, onChangeView, find } = props;
  const isNarrow = useIsNarrow();
  return (
    <>
      <FindBar find={find} isOpen={props.isFindOpen} onOpenChange={props.onFindOpenChange} />
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line-1 max-sm:hidden" />
      <Button
        variant="ghost"
        size="sm"
        icon={view.isOldestFirst ? "arrow-up" : "arrow-down"}
        onClick={() => onChangeView({ isOldestFirst: !view.isOldestFirst })}
      >
        <span className="max-sm:sr-only">{view.isOldestFirst ? "Oldest first" : "Newest first"}</span>
      </Button>
      <Button
        variant="ghost"
        size="sm"
        icon="wrap-text"
        isPressed={view.isWrapped}
        onClick={() => onChangeView({ isWrapped: !view.isWrapped })}
      >
        <span className="max-sm:sr-only">Wrap</span>
      </Button>
      {isNarrow ? (
        <>
          <ColumnsButton {...props} />
          <Menu label="More for lines" size="sm" items={moreItems(props)} />
        </>
      ) : (
        <>
          <Menu
            label="Time"
            text={`Time: ${timeNames[view.time]}`}
            size="sm"
            items={choices(timeWords, view.time, (time) => onChangeView({ time }))}
          />
          <Menu
            label="Dedup"
            text={`Dedup: ${dedupNames[view.dedup]}`}
            size="sm"
            items={choices(dedupWords, view.dedup, (dedup) => onChangeView({ dedup }))}
          />
          <Menu
            label="Lines per page"
            text={`Page: ${props.limit.toLocaleString("en-GB")}`}
            size="sm"
            items={limitItems(props)}
          />
          <ColumnsButton {...props} />
          <Menu label="Save lines" icon="download" size="sm" items={saveItems(props)} />
        </>
      )}
    </>
  );
}

/** On a phone one menu holds what does not fit the bar. */
function moreItems(props: LogToolbarProps): readonly MenuItem[] {
  const { view, onChangeView } = props;
  const groups = [
    choices(timeWords, view.time, (time) => onChangeView({ time })),
    choices(dedupWords, view.dedup, (dedup) => onChangeView({ dedup })),
    limitItems(props),
    saveItems(props),
  ];
  return groups.flatMap((group, at) =>
    group.map((item, index) => ({ ...item, startsGroup: at > 0 && index === 0 })),
  );
}

/** A link may ask for another number than the usual ones. */
function limitItems({ limit, onChangeLimit }: LogToolbarProps): readonly MenuItem[] {
  return [...new Set([...LIMITS, limit])]
    .toSorted((a, b) => a - b)
    .map((count) => ({
      label: `${count.toLocaleString("en-GB")} lines per page`,
      isChecked: count === limit,
      onSelect: () => onChangeLimit(count),
    }));
}

function saveItems({ onSave }: LogToolbarProps): readonly MenuItem[] {
  return [
    { label: "Save as text", onSelect: () => onSave("text") },
    { label: "Save as JSON lines", onSelect: () => onSave("jsonl") },
    { label: "Save as CSV", onSelect: () => onSave("csv") },
  ];
}

function choices<T extends string>(
  words: Record<T, string>,
  chosen: T,
  onChoose: (value: T) => void,
): readonly MenuItem[] {
  return (Object.keys(words) as T[]).map((value) => ({
    label: words[value],
    isChecked: value === chosen,
    onSelect: () => onChoose(value),
  }));
}

function ColumnsButton({ view, onChangeView, lines }: LogToolbarProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const shared = {
    ref: anchor,
    "aria-haspopup": "dialog" as const,
    "aria-expanded": isOpen,
    onClick: () => setOpen(!isOpen),
  };
  return (
    <>
      <Button variant="ghost" size="sm" icon="columns-3" {...shared}>
        <span className="max-sm:sr-only">Columns</span>
      </Button>
      {isOpen && (
        <LogColumns
          lines={lines}
          anchor={anchor}
          columns={view.columns}
          {...(view.hasLevel !== undefined && { hasLevel: view.hasLevel })}
          {...(view.hasLine !== undefined && { hasLine: view.hasLine })}
          onChange={onChangeView}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
