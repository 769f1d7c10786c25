import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { useIsNarrow } from "../../../ui/useMediaQuery.ts";

export interface PickItem {
  readonly value: string;
  /** At the end of the row: a count. */
  readonly note: ReactNode;
  readonly isOn: boolean;
  /** Not within what is chosen. */
  readonly isFaint?: boolean;
}

export interface PickListProps {
  readonly label: string;
  readonly items: readonly PickItem[];
  /** Rows have boxes and any number of them is on; else the row of `current` is. */
  readonly isMany: boolean;
  readonly current?: string;
  readonly onPress: (value: string) => void;
  /** ↑ above the first row, or Esc. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLDivElement> | undefined;
}

const ROW_PX = 24;
const TOUCH_ROW_PX = 34;

/** A list to choose from, of any length: only the rows in view are in the page. Arrows move, Enter or Space chooses. */
export function PickList({ label, items, isMany, current = "", onPress, onLeave, ref }: PickListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, items.length - 1));
  const rowPx = useIsNarrow() ? TOUCH_ROW_PX : ROW_PX;
  // Its functions change with the scroll position; nothing memoised is given them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  const scrollTo = virtual.scrollToIndex;
  useEffect(() => {
    if (active > 0) scrollTo(active);
  }, [active, scrollTo]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: items.length - 1,
    };
    const item = items[active];
    const to = moves[event.key];
    if (to === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) return item && onPress(item.value);
    if (to < 0 && event.key === "ArrowUp") return onLeave();
    setActive(Math.max(0, Math.min(items.length - 1, to)));
  };
  return (
    <div ref={scroller} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5">
      <div
        ref={ref}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMany || undefined}
        aria-activedescendant={items[active] ? `${baseId}${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group/list relative outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return (
            item && (
              <PickRow
                key={item.value}
                id={`${baseId}${index}`}
                item={item}
                style={{ top: start, height: rowPx }}
                place={index + 1}
                total={items.length}
                isMany={isMany}
                isCurrent={item.value === current}
                isActive={index === active}
                onPress={() => {
                  setActive(index);
                  onPress(item.value);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface PickRowProps {
  readonly id: string;
  readonly item: PickItem;
  readonly style: { readonly top: number; readonly height: number };
  readonly place: number;
  readonly total: number;
  readonly isMany: boolean;
  readonly isCurrent: boolean;
  readonly isActive: boolean;
  readonly onPress: () => void;
}

function PickRow({ id, item, style, place, total, isMany, isCurrent, isActive, onPress }: PickRowProps) {
  const shown = item.value === "" ? "(empty)" : visibleText(item.value);
  return (
    // The list has the focus and hears the keys; a row is pressed with the pointer only.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={isMany ? item.isOn : isCurrent}
      aria-posinset={place}
      aria-setsize={total}
      data-active={isActive || undefined}
      onClick={onPress}
      title={shown}
      style={style}
      className={cx(
        "absolute inset-x-0 flex cursor-pointer items-center gap-2 rounded-sm px-1.5",
        "group-focus-visible/list:data-active:outline-2 group-focus-visible/list:data-active:-outline-offset-2 group-focus-visible/list:data-active:outline-focus",
        item.isOn ? "bg-accent-bg" : isCurrent ? "bg-fill-2" : "hover:bg-fill-1",
        isCurrent &&
          "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:rounded-l-sm before:bg-accent",
      )}
    >
      {isMany && (
        <span
          aria-hidden="true"
          className={cx(
            "grid size-4 shrink-0 place-items-center rounded-sm border",
            item.isOn ? "border-accent bg-accent text-on-accent" : "border-line-3 bg-surface-3",
          )}
        >
          {item.isOn && <Icon name="check" size={12} />}
        </span>
      )}
      <span className={cx("mono min-w-0 grow cut text-xs", item.isFaint ? "text-fg-3" : "text-fg-1")}>
        {shown}
      </span>
      <span className={cx("num shrink-0 text-2xs", item.isOn ? "text-fg-2" : "text-fg-3")}>{item.note}</span>
    </div>
  );
}
