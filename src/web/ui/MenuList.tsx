import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import { Kbd } from "./Kbd.tsx";
import { nextIndex, typeaheadIndex } from "./menuFocus.ts";
import { useDismiss } from "./useDismiss.ts";
import { useFloating } from "./useFloating.ts";

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: IconName;
  /** The shortcut, key by key. */
  readonly keys?: readonly string[];
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** Ticked: an item that is a choice (role menuitemradio). */
  readonly isChecked?: boolean;
  /** With `isChecked`: ticked by itself, not one of a group (role menuitemcheckbox). */
  readonly isToggle?: boolean;
  /** A hairline above. */
  readonly startsGroup?: boolean;
}

export interface MenuListProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly align: "start" | "end";
  readonly side?: "bottom" | "right";
  /** Closes and gives the focus back. */
  readonly onClose: () => void;
  /** Closes; the focus has gone elsewhere. */
  readonly onLeave: () => void;
}

/** The open list of a menu; render it only while open. `Menu` is it with the usual button. */
export function MenuList({
  id,
  label,
  items,
  anchor,
  align,
  side = "bottom",
  onClose,
  onLeave,
}: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useFloating(anchor, list, { side, align, gapPx: 4 });
  useDismiss(list, anchor, onClose);
  const buttons = () => [
    ...(list.current?.querySelectorAll<HTMLButtonElement>("button:not([disabled])") ?? []),
  ];
  useEffect(() => list.current?.querySelector<HTMLElement>("button:not([disabled])")?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const index = all.findIndex((button) => button === document.activeElement);
    if (event.key === "Tab") return onLeave();
    const to =
      nextIndex(event.key, index, all.length) ??
      (event.key.length === 1 && event.key !== " "
        ? typeaheadIndex(
            all.map((button) => button.dataset["label"] ?? ""),
            index,
            event.key,
          )
        : null);
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
  };
  return (
    <div
      ref={list}
      id={id}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="rise fixed inset-auto m-0 max-h-[calc(100dvh-16px)] max-w-[calc(100vw-16px)] min-w-55 overflow-auto rounded border-0 bg-surface-3 p-1 shadow-float outline-none"
    >
      {items.map((item) => (
        <MenuRow key={item.label} item={item} onDone={onClose} />
      ))}
    </div>
  );
}

function MenuRow({ item, onDone }: { readonly item: MenuItem; readonly onDone: () => void }) {
  const isChoice = item.isChecked !== undefined;
  return (
    <>
      {item.startsGroup && <hr className="-mx-1 my-1 border-line-1" />}
      <button
        type="button"
        role={isChoice ? (item.isToggle ? "menuitemcheckbox" : "menuitemradio") : "menuitem"}
        aria-checked={item.isChecked}
        data-label={item.label}
        tabIndex={-1}
        disabled={item.isDisabled}
        onClick={() => {
          onDone();
          item.onSelect();
        }}
        className={cx(
          "flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left max-sm:h-9 hover:bg-fill-1 focus:bg-fill-2 focus-visible:outline-none disabled:text-fg-3",
          item.isDanger && "text-danger",
        )}
      >
        {isChoice && (
          <Icon name="check" size={14} className={item.isChecked ? "text-accent-fg" : "invisible"} />
        )}
        {item.icon && <Icon name={item.icon} className={item.isDanger ? "" : "text-fg-3"} />}
        <span className="grow">{item.label}</span>
        {item.keys && (
          <span className="flex gap-1">
            {item.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        )}
      </button>
    </>
  );
}
