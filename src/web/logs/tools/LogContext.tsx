import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useIsNarrow } from "../../ui/useMediaQuery.ts";
import type { LinesEdge } from "../list/LinesEdge.ts";
import { lineKey } from "../list/lineKeys.ts";
import { useEdgeLoading } from "../list/useEdgeLoading.ts";
import { LogRowView, type RowMarks } from "../list/LogRowView.tsx";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { BottomSheet } from "./BottomSheet.tsx";
import { lineDay, lineTimeText } from "../text/lineClock.ts";

export interface LogContextProps {
  /** The line whose neighbours are shown. */
  readonly anchor: LogLine;
  /** Lines of the same stream, oldest first, with the anchor among them: a forward window, as `contextWindow` makes it. */
  readonly lines: readonly LogLine[];
  /** Where the anchor is among them, by `findAnchor`; -1 while the first page is under way. */
  readonly anchorIndex: number;
  readonly older: LinesEdge;
  readonly newer: LinesEdge;
  readonly zone: string;
  readonly queryMarks: readonly RegExp[];
  readonly onClose: () => void;
}

/** Oldest first, as the program wrote them; to the nanosecond, since that is what sets neighbours apart. */
const CONTEXT_CHARS = 300;
/** Two rows from an end. */
const NEAR_PX = 60;
/** Frames until every row around the line has its own height. */
const MOST_TURNS = 8;
const VIEW: LogViewOptions = {
  isOldestFirst: true,
  isWrapped: false,
  time: "ns",
  dedup: "none",
  columns: [],
};

/** What the same stream wrote around a line (E6). The line itself stays in sight, however far one scrolls. */
export function LogContext(props: LogContextProps) {
  const title = "Lines around";
  const isNarrow = useIsNarrow();
  if (isNarrow) {
    return (
      <BottomSheet title={title} onClose={props.onClose}>
        <ContextLines {...props} />
      </BottomSheet>
    );
  }
  return (
    <Dialog title={title} onClose={props.onClose} isWide>
      <ContextLines {...props} />
    </Dialog>
  );
}

function ContextLines(props: LogContextProps) {
  const { anchor, lines, anchorIndex, older, newer, zone } = props;
  const before = useMemo(() => lines.slice(0, Math.max(0, anchorIndex)), [lines, anchorIndex]);
  const after = useMemo(() => lines.slice(anchorIndex + 1), [lines, anchorIndex]);
  const isPlaced = anchorIndex >= 0;
  const box = useRef<HTMLDivElement>(null);
  const marker = useRef<HTMLDivElement>(null);
  const held = useRef({ first: before[0], fromEndPx: 0 });
  useEffect(() => {
    // A frame later: the dialog around it opens in an effect of its own.
    let frame = 0;
    const settle = (turns: number) => {
      frame = requestAnimationFrame(() => {
        if (!isPlaced || !box.current || !marker.current) return;
        // Rows that come into sight take the height they have: the middle may have moved by then.
        if (scrollToMiddle(box.current, marker.current) && turns > 1) settle(turns - 1);
      });
    };
    settle(MOST_TURNS);
    return () => cancelAnimationFrame(frame);
    // Once per line, when its place is known; not again when more lines come around it.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [anchor, isPlaced]);
  // Older lines push in above: what is in sight stays.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { first, fromEndPx } = held.current;
    if (first && first !== before[0]) keepFromEnd(element, fromEndPx);
    held.current = { first: before[0], fromEndPx: element.scrollHeight - element.scrollTop };
  }, [before]);
  useEdgeLoading({ scroller: box, below: newer, above: older, count: lines.length, nearPx: NEAR_PX });
  const remember = () => {
    const element = box.current;
    if (element) held.current.fromEndPx = element.scrollHeight - element.scrollTop;
  };
  const marks: RowMarks = { query: props.queryMarks, find: null };
  const rowOf = (line: LogLine) => <ContextLine {...{ line, zone, marks }} />;
  return (
    <div className="sg-logs -mx-4 -mb-4 border-t border-line-1 max-sm:m-0">
      <div className="flex h-6 items-center bg-surface-2 px-4 font-sans text-2xs font-medium text-fg-3">
        <span className="cut">
          {lineDay(anchor.ns, zone)} · {before.length} before, {after.length} after
        </span>
      </div>
      <div
        ref={box}
        onScroll={remember}
        // Scrolled with the arrow keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label="Scroll the lines around"
        className="sg-context-scroll focus-visible:-outline-offset-2"
      >
        <EdgeRow edge={older} what="older" />
        <div
          role="list"
          aria-label={`Lines around ${lineTimeText(anchor.ns, zone)}`}
          className="sg-context-list"
        >
          {before.map((line) => (
            <div role="listitem" key={lineKey(line)} className="sg-context-row">
              {rowOf(line)}
            </div>
          ))}
          {/* Where the line belongs; the line itself may be held at an edge. */}
          <div ref={marker} aria-hidden="true" />
          <div role="listitem" aria-current="true" className="sg-context-anchor">
            {rowOf(anchor)}
          </div>
          {after.map((line) => (
            <div role="listitem" key={lineKey(line)} className="sg-context-row">
              {rowOf(line)}
            </div>
          ))}
        </div>
        <EdgeRow edge={newer} what="newer" />
      </div>
    </div>
  );
}

interface ContextLineProps {
  readonly line: LogLine;
  readonly zone: string;
  readonly marks: RowMarks;
}

function ContextLine(props: ContextLineProps) {
  return (
    <LogRowView
      {...props}
      view={VIEW}
      rowChars={CONTEXT_CHARS}
      fold="single"
      isExpanded={false}
      count={1}
      isCurrent={false}
    />
  );
}

/** Whether it had to scroll. */
function scrollToMiddle(element: HTMLElement, marker: HTMLElement): boolean {
  const fromTopPx = marker.getBoundingClientRect().top - element.getBoundingClientRect().top;
  const before = element.scrollTop;
  element.scrollTop += fromTopPx - element.clientHeight / 2;
  return Math.abs(element.scrollTop - before) > 1;
}

function keepFromEnd(element: HTMLElement, fromEndPx: number): void {
  element.scrollTop = element.scrollHeight - fromEndPx;
}

const loadText = { more: "Load 50", loading: "Loading", failed: "Try again:" } as const;

function EdgeRow({ edge, what }: { readonly edge: LinesEdge; readonly what: "older" | "newer" }) {
  return (
    <div className="flex min-h-8 items-center gap-2 px-4 font-sans text-xs text-fg-2">
      {edge.kind === "end" ? (
        <span>{what === "older" ? "No older line of this stream" : "No newer line of this stream"}</span>
      ) : (
        <Button
          size="sm"
          icon={what === "older" ? "arrow-up" : "arrow-down"}
          aria-disabled={edge.kind === "loading" || undefined}
          onClick={() => {
            if (edge.kind !== "loading") edge.onLoad();
          }}
        >
          {loadText[edge.kind]} {what}
        </Button>
      )}
      {edge.note !== undefined && (
        <span className={edge.kind === "failed" ? "text-danger" : ""}>{edge.note}</span>
      )}
    </div>
  );
}
