import { useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent, type Ref } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ViewAnswer } from "../../../../domain/browse/BrowseMessages.ts";
import type { TreeRow } from "../../../../domain/browse/treeView.ts";
import { useIsNarrow } from "../../../ui/useMediaQuery.ts";
import { useTreeRows } from "../data/useTreeRows.ts";
import { treeMove } from "./treeKeys.ts";
import { TreeRowView } from "./TreeRowView.tsx";

const ROW_PX = 24;
/** Under a finger. */
const TOUCH_ROW_PX = 32;
/** Arrows run over rows; what they rest on is shown below. */
const REST_MS = 180;

export interface MetricTreeProps {
  readonly view: ViewAnswer;
  readonly selected: string;
  readonly active: number;
  readonly onActive: (place: number) => void;
  readonly onSelect: (name: string) => void;
  readonly onToggle: (id: string, isOpen: boolean) => void;
  readonly onInsert: (name: string) => void;
  /** Esc or ↑ above the first row: back to the search. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Metrics by prefix, of any number: only the rows in view are in the page, and only they are here at all. */
export function MetricTree(props: MetricTreeProps) {
  const { view, selected, active, onActive, onSelect, onToggle, onInsert, onLeave, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const rowPx = useIsNarrow() ? TOUCH_ROW_PX : ROW_PX;
  // Its functions change with the scroll position; nothing memoised is given them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: view.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 4,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  const items = virtual.getVirtualItems();
  const rowAt = useTreeRows(view, items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1);
  const activeRow = rowAt(active);
  const scrollTo = virtual.scrollToIndex;
  useEffect(() => {
    if (active < view.count) scrollTo(active);
    // Only when the keyboard moved on or other rows came; not while the reader scrolls.
  }, [active, view.viewId, view.count, scrollTo]);

  const restsOn = activeRow?.kind === "metric" ? activeRow.name : "";
  const rested = useRest(onSelect);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowUp" && active === 0) {
      event.preventDefault();
      onLeave();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
    const move = treeMove({ key: event.key, place: active, row: activeRow, count: view.count, page });
    if (!move) return;
    event.preventDefault();
    if (move.kind === "go") onActive(move.place);
    else if (move.kind === "toggle") onToggle(move.id, move.isOpen);
    else if (move.kind === "select") onSelect(move.name);
    else onInsert(move.name);
  };
  const onPress = (place: number, row: TreeRow) => {
    onActive(place);
    if (row.kind === "group") onToggle(row.id, !row.isOpen);
    else onSelect(row.name);
  };
  return (
    <div
      ref={scroller}
      className="relative min-h-30 flex-1 basis-0 overflow-y-auto border-t border-line-1"
      // The tree inside takes the focus; the scroller would be a second stop on the same thing.
      tabIndex={-1}
    >
      <div
        ref={ref}
        role="tree"
        aria-label="Metrics by prefix"
        tabIndex={0}
        aria-activedescendant={activeRow ? `${baseId}${active}` : undefined}
        onKeyDown={onKeyDown}
        onKeyUp={() => rested(restsOn)}
        className="group/tree relative outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <TreeRowView
              key={item.index}
              id={`${baseId}${item.index}`}
              row={row}
              place={item.index}
              topPx={item.start}
              heightPx={rowPx}
              isActive={item.index === active}
              isSelected={row?.kind === "metric" && row.name === selected}
              onPress={onPress}
              onInsert={onInsert}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Calls `act` once the keyboard rested on a name. */
function useRest(act: (name: string) => void): (name: string) => void {
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (name) => {
    window.clearTimeout(timer.current);
    if (name !== "") timer.current = window.setTimeout(() => act(name), REST_MS);
  };
}
