import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import { OptionList, type ComboboxOption } from "./OptionList.tsx";

export interface ComboboxProps {
  /** The accessible name: "Source". */
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: IconName;
  /** Shown when no option has the value. */
  readonly placeholder?: string;
  /** Under the options: "Add source". */
  readonly footer?: ReactNode;
  readonly className?: string;
}

/** More options than this get a filter field. */
const FILTER_FROM = 7;

/** A picker: a button-like combobox that opens a list, filtered by typing when it is long. */
export function Combobox({
  label,
  options,
  value,
  onChange,
  icon,
  placeholder = "Choose",
  footer,
  className,
}: ComboboxProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const chosen = options.find((option) => option.value === value);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isOpen || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        role="combobox"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={onKeyDown}
        className={cx(
          "inline-flex h-7 max-w-full min-w-0 items-center gap-2 rounded border border-line-2 bg-surface-3 px-2 hover:ground-hover max-sm:h-8",
          className,
        )}
      >
        {icon && <Icon name={icon} className="text-fg-2" />}
        <span className={cx("cut font-medium", !chosen && "text-fg-2")}>{chosen?.label ?? placeholder}</span>
        {chosen?.tag && <span className="cut text-xs text-fg-3 max-sm:hidden">{chosen.tag}</span>}
        <Icon name="chevrons-up-down" size={14} className="ml-auto text-fg-3" />
      </button>
      {isOpen && (
        <OptionList
          id={listId}
          label={label}
          options={options}
          value={value}
          anchor={anchor}
          hasFilter={options.length >= FILTER_FROM}
          footer={footer}
          onClose={close}
          onChoose={(next) => {
            close();
            if (next !== value) onChange(next);
          }}
        />
      )}
    </>
  );
}
