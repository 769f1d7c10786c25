import { useId, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "./Button.tsx";
import type { ButtonSize, ButtonVariant } from "./buttonClass.ts";
import { IconButton } from "./IconButton.tsx";
import type { IconName } from "./icons.ts";
import { MenuList, type MenuItem } from "./MenuList.tsx";

export interface MenuProps {
  /** The accessible name: "Query A menu". With `text`, what that text says is part of it: "Unit: cores". */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** An icon alone, unless `text` is given. */
  readonly icon?: IconName;
  readonly text?: string | undefined;
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
        <Button
          endIcon="chevron-down"
          aria-label={text.startsWith(label) ? text : `${label}: ${text}`}
          {...shared}
        >
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
