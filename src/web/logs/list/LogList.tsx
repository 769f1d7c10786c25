import "../logs.css";
import { type CSSProperties, type ReactNode, useMemo, useRef, useState } from "react";
import type { LogDirection, LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { cx } from "../../ui/cx.ts";
import { useIsNarrow } from "../../ui/useMediaQuery.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { useLatestRef } from "../tools/useLatestRef.ts";
import { BottomSheet } from "../tools/BottomSheet.tsx";
import { lineDay } from "../text/lineClock.ts";
import { columnPx, gridColumns } from "./columnWidths.ts";
import type { LinesEdge } from "./LinesEdge.ts";
import { LogFoot } from "./LogFoot.tsx";
import { LogHead } from "./LogHead.tsx";
import { LogItem } from "./LogItem.tsx";
import type { LineOrigin, RowMarks } from "./LogRowView.tsx";
import { LogSkeleton } from "./LogSkeleton.tsx";
import { NewLinesPill } from "./NewLinesPill.tsx";
import { useCopyRows } from "./useCopyRows.ts";
import { useEdgeLoading } from "./useEdgeLoading.ts";
import { useFastScroll } from "./useFastScroll.ts";
import { useLogRows } from "./useLogRows.ts";
import { type RowFocus, useRowFocus } from "./useRowFocus.ts";
import type { LogRows } from "./logRows.ts";
import { useRowScrolling } from "./useRowScrolling.ts";
import { useScrollAnchor } from "./useScrollAnchor.ts";
import { useVirtualRows } from "./useVirtualRows.ts";

export interface DetailsActions {
  readonly onClose: () => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

export interface LogListProps {
  /** All loaded lines, as the LogWindow holds them; keep the reference (of the array and of each line) while nothing changed. */
  readonly lines: readonly LogLine[];
  /** The order of `lines`: "backward" is newest first. What stands at the top is the view's. */
  readonly direction: LogDirection;
  readonly view: LogViewOptions;
  /** "UTC" or an IANA name. */
  readonly zone: string;
  readonly older: LinesEdge;
  readonly newer: LinesEdge;
  /** The line whose details are open. A line set from outside (a link) is scrolled to. */
  readonly selected: LogLine | null;
  readonly onSelect: (line: LogLine | null) => void;
  readonly renderDetails: (line: LogLine, actions: DetailsActions) => ReactNode;
  /** Patterns of the query's line filters, by `highlightPattern`. Keep the reference. */
  readonly queryMarks?: readonly RegExp[];
  readonly findMark?: RegExp | null;
  /** The line on which the search in the list stands; scrolled to when it changes. */
  readonly findLine?: LogLine | null;
  /** Lines of an earlier run while the next one is under way: dimmed. */
  readonly isStale?: boolean;
  /** The first run is under way: rows without words. */
  readonly isLoading?: boolean;
  /** New lines come by themselves; at the newest end they push in, elsewhere a button counts them. */
  readonly isLive?: boolean;
  /** Which query a line came by, where there are several. */
  readonly originOf?: ((line: LogLine) => LineOrigin | undefined) | undefined;
  /** Why these are not all lines of the range: "Stopped at 4 of 7 days". */
  readonly partial?: string;
  /** Instead of the list when there is no line and nothing loads: why, and the next step (`LogNothing`, `ProblemNotice`). */
  readonly empty?: ReactNode;
  /** The line under the pointer, for a crosshair shared with charts; null when the pointer leaves. */
  readonly onPoint?: (line: LogLine | null) => void;
}

const NO_MARKS: readonly RegExp[] = [];

/** Log lines as a virtual list: 50,000 of them scroll at once, and nothing in sight moves when more arrive. */
export function LogList(props: LogListProps) {
  if (props.lines.length > 0) return <LoadedLines {...props} />;
  return props.isLoading ? <LogSkeleton /> : props.empty;
}

function LoadedLines(props: LogListProps) {
  const { lines, view, zone, selected, older, newer, isLive = false, findLine = null } = props;
  const isNarrow = useIsNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const isPlain = useFastScroll(scroller);
  const { rows, toggle } = useLogRows(lines, props.direction, view);
  const opened = isNarrow ? null : selected;
  const isNewestFirst = !view.isOldestFirst;
  const isBackward = props.direction === "backward";
  const newest = isBackward ? lines[0] : lines.at(-1);
  const oldest = isBackward ? lines.at(-1) : lines[0];
  const focus = useRowFocus({ rows, selected, onSelect: props.onSelect, toggle });
  const { virtual, isMeasured, layout, rowChars } = useVirtualRows({
    scroller,
    rows,
    view,
    opened,
    isNarrow,
    isPlain,
    focused: focus.index,
  });
  const releaseAnchor = useScrollAnchor({
    scroller,
    virtual,
    rows,
    layout,
    kept: opened,
    isLive,
    isNewestFirst,
  });
  useRowScrolling({ scroller, virtual, rows, focus, selected, findLine, releaseAnchor });
  useEdgeLoading({
    scroller,
    below: isNewestFirst ? older : newer,
    above: isNewestFirst ? newer : older,
    count: lines.length,
  });
  const onCopy = useCopyRows(rows, view, zone);
  const { queryMarks = NO_MARKS, findMark = null, originOf } = props;
  const hasOrigins = originOf !== undefined;
  const marks = useMemo<RowMarks>(() => ({ query: queryMarks, find: findMark }), [queryMarks, findMark]);
  // Widths follow the columns and the first lines, not every page.
  const [sample] = useState(lines);
  const columns = useMemo(
    () =>
      gridColumns(
        { ...view, hasOrigins },
        view.columns.map((name) => columnPx(sample, name)),
      ),
    [view, sample, hasOrigins],
  );
  const firstIndex = virtual.range?.startIndex ?? 0;
  const firstLine = rows.lineAt(firstIndex);
  const details = useDetails(props, rows, focus);
  return (
    <div
      className={cx("sg-logs relative flex-1", props.isStale && "opacity-42")}
      data-wrapped={view.isWrapped || undefined}
      data-origins={hasOrigins || undefined}
      style={{ "--sg-log-columns": columns } as CSSProperties}
    >
      <LogHead {...{ view, hasOrigins }} day={firstLine ? lineDay(firstLine.ns, zone) : ""} />
      {isLive && <NewLinesPill {...{ rows, newest, isNewestFirst, scroller, releaseAnchor }} />}
      <div ref={scroller} className="sg-log-scroll">
        {/* The rows take the focus; the list only hears their keys and clicks. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events */}
        <div
          role="list"
          aria-label="Log lines"
          aria-busy={props.isStale || undefined}
          className="sg-log-list"
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={(event) => focus.onKeyDown(event, scroller.current?.clientHeight ?? 0)}
          onClick={focus.onClick}
          onCopy={onCopy}
          onPointerOver={(event) => props.onPoint?.(lineUnder(event.target, rows))}
          onPointerLeave={() => props.onPoint?.(null)}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows.at(item.index);
            if (!row) return null;
            const isOpen = row.line === opened;
            return (
              <LogItem
                key={item.key}
                measure={isMeasured || isOpen ? virtual.measureElement : null}
                {...{ view, zone, marks, rowChars, isPlain }}
                line={row.line}
                origin={originOf?.(row.line)}
                fold={row.fold}
                isExpanded={row.isExpanded}
                count={row.members.length}
                index={item.index}
                total={rows.count}
                startPx={item.start}
                isTabStop={item.index === (focus.index < 0 ? firstIndex : focus.index)}
                isCurrent={row.line === findLine}
                isSelected={row.line === selected}
              >
                {isOpen && details}
              </LogItem>
            );
          })}
        </div>
      </div>
      <LogFoot
        {...{ oldest, newest, zone, older, newer, isNewestFirst }}
        count={lines.length}
        partial={props.partial}
        invalidCount={useMemo(() => lines.filter((line) => line.hasInvalidBytes).length, [lines])}
      />
      {isNarrow && selected && (
        <BottomSheet title="Line details" onClose={focus.close}>
          {details}
        </BottomSheet>
      )}
    </div>
  );
}

function lineUnder(target: EventTarget, rows: LogRows): LogLine | null {
  const item = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return item ? (rows.lineAt(Number(item.dataset["index"])) ?? null) : null;
}

/** The details of the selected line, made anew only for another line: they are the dearest thing in the list to render. */
function useDetails({ selected, renderDetails }: LogListProps, rows: LogRows, focus: RowFocus): ReactNode {
  const latestFocus = useLatestRef(focus);
  return useMemo(() => {
    if (!selected) return null;
    const moveBy = (by: number) => latestFocus.current.moveTo(rows.indexOf(selected) + by);
    return renderDetails(selected, {
      onClose: () => latestFocus.current.close(),
      onPrevious: () => moveBy(-1),
      onNext: () => moveBy(1),
    });
  }, [selected, renderDetails, rows, latestFocus]);
}
