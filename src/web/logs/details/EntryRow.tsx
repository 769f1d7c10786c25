import { useState } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { canFilter, type LogFilter } from "../../../domain/query/logql/filters.ts";
import { cx } from "../../ui/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { IconName } from "../../ui/icons.ts";
import { LineText } from "../text/LineText.tsx";
import { filterOf, type LineEntry } from "./filterOf.ts";

export interface EntryActions {
  /** Whether the query holds the filter already. */
  readonly hasFilter: (filter: LogFilter) => boolean;
  /** Adds the filter, or takes it out where the query has it. Without it there are no filter buttons. */
  readonly onFilter?: (filter: LogFilter, parser: LineEntry["parser"]) => void;
  readonly columns: readonly string[];
  readonly onToggleColumn?: (name: string) => void;
  readonly queryMarks: readonly RegExp[];
}

export interface EntryRowProps extends EntryActions {
  readonly entry: LineEntry;
  /** Share of the loaded lines with this value; "" for none. */
  readonly share: string;
}

/** Values longer than this open on a press. */
const LONG_CHARS = 60;
const MOST_CHARS = 20_000;

/** A name and its value: filter for, filter out, and the share of lines that have it. */
export function EntryRow(props: EntryRowProps) {
  const { entry, share, hasFilter, onFilter, columns, onToggleColumn } = props;
  const [isWhole, setWhole] = useState(false);
  const isLong = entry.value.length > LONG_CHARS;
  const isColumn = columns.includes(entry.name);
  return (
    <div
      role="group"
      aria-label={entry.name}
      className={cx("sg-entry group", onFilter ? "sg-entry-filters" : "")}
      data-whole={isWhole || undefined}
    >
      {onFilter && (
        <span className="flex text-fg-3">
          <FilterButton entry={entry} isOut={false} {...{ hasFilter, onFilter }} />
          <FilterButton entry={entry} isOut {...{ hasFilter, onFilter }} />
        </span>
      )}
      <span className="cut text-fg-2" title={entry.name}>
        {visibleText(entry.name)}
      </span>
      <span className={isWhole ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "cut"}>
        <LineText
          text={entry.value}
          limit={isWhole ? MOST_CHARS : LONG_CHARS * 4}
          isWrapped={isWhole}
          isPlain
          queryMarks={props.queryMarks}
          findMark={null}
          isCurrent={false}
        />
      </span>
      <span className="flex items-center font-sans text-2xs text-fg-3">
        {isLong && (
          <EntryButton
            icon={isWhole ? "chevron-up" : "chevron-down"}
            label={`${isWhole ? "Fold" : "Show all of"} ${entry.name}`}
            isPressed={isWhole}
            onClick={() => setWhole(!isWhole)}
          />
        )}
        {onToggleColumn && (
          <span className={cx(!isColumn && "sg-entry-quiet")}>
            <EntryButton
              icon="columns-3"
              label={`Column ${entry.name}`}
              isPressed={isColumn}
              onClick={() => onToggleColumn(entry.name)}
            />
          </span>
        )}
        <span className="num min-w-10 px-1.5 text-right max-sm:hidden">{share}</span>
      </span>
    </div>
  );
}

interface FilterButtonProps extends Required<Pick<EntryActions, "hasFilter" | "onFilter">> {
  readonly entry: LineEntry;
  readonly isOut: boolean;
}

function FilterButton({ entry, isOut, hasFilter, onFilter }: FilterButtonProps) {
  const filter = filterOf(entry, isOut);
  const isUsable = entry.filterName !== null && canFilter(filter);
  return (
    <EntryButton
      icon={isOut ? "circle-minus" : "circle-plus"}
      label={`Filter ${isOut ? "out" : "for"} ${entry.name}`}
      isPressed={isUsable && hasFilter(filter)}
      isDisabled={!isUsable}
      onClick={() => onFilter(filter, entry.parser)}
    />
  );
}

interface EntryButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly isPressed: boolean;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

function EntryButton({ icon, label, isPressed, isDisabled = false, onClick }: EntryButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={isDisabled ? "LogQL cannot write this name" : label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-sm text-fg-3 max-sm:h-7 hover:bg-fill-2 hover:text-fg-1 aria-pressed:text-accent-fg disabled:opacity-50"
    >
      <Icon name={icon} size={14} />
    </button>
  );
}
