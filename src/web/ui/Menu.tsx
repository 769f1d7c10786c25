import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { Button } from "./Button.tsx";
import type { ButtonSize, ButtonVariant } from "./buttonClass.ts";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import { IconButton } from "./IconButton.tsx";
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
  /** A hairline above. */
  readonly startsGroup?: boolean;
}

export interface MenuProps {
  /** The accessible name: "Query A menu". */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** An icon alone, unless `text` is given. */
  readonly icon?: IconName;
  readonly text?: ReactNode;
  readonly size?: ButtonSize;
  readonly variant?: ButtonVariant;
  readonly align?: "start" | "end";
}

/** A button that opens a list of actions: arrows, Home, End and letters move, Escape closes and gives the focus back. */
export function Menu({
  label,
  items,
  icon = "ellipsis",
  text,
  size = "md",
  variant = "ghost",
  align = "end",
}: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  const shared = {
    ref: anchor,
    size,
    variant,
    "aria-haspopup": "menu" as const,
    "aria-expanded": isOpen,
    "aria-controls": isOpen ? id : undefined,
    onClick: () => setOpen(!isOpen),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" || isOpen) return;
      event.preventDefault();
      setOpen(true);
    },
  };
  return (
    <>
      {text === undefined ? (
        <IconButton icon={icon} label={label} {...shared} />
      ) : (
        <Button endIcon="chevron-down" aria-label={label} {...shared}>
          {text}
        </Button>
      )}
      {isOpen && (
        <MenuList
          id={id}
          label={label}
          items={items}
          anchor={anchor}
          align={align}
          onClose={close}
          onLeave={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface MenuListProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly align: "start" | "end";
  /** Closes and gives the focus back. */
  readonly onClose: () => void;
  /** Closes; the focus has gone elsewhere. */
  readonly onLeave: () => void;
}

function MenuList({ id, label, items, anchor, align, onClose, onLeave }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useFloating(anchor, list, { side: "bottom", align, gapPx: 4 });
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
        role={isChoice ? "menuitemradio" : "menuitem"}
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
