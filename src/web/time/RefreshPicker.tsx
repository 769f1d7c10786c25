import { useId, useRef, useState, type KeyboardEvent } from "react";
import { formatDuration } from "../../domain/time/duration.ts";
import { cx } from "../ui/cx.ts";
import { Icon } from "../ui/Icon.tsx";
import { MenuList } from "../ui/MenuList.tsx";
import { JoinedIconButton } from "./JoinedIconButton.tsx";
import { joinedButtonClass, joinedGroupClass } from "./joinedClass.ts";

/** Milliseconds; 0 is off. */
const REFRESH_CHOICES_MS: readonly number[] = [0, 5000, 10_000, 30_000, 60_000, 300_000];

export interface RefreshPickerProps {
  /** Milliseconds between refreshes, 0 = off. */
  readonly refreshMs: number;
  readonly onRefresh: () => void;
  readonly onChange: (refreshMs: number) => void;
  /** With it, "Zoom out" stands first in the group. */
  readonly onZoomOut?: () => void;
  /** On a phone the range needs the room: how often is chosen elsewhere. */
  readonly isShortOnPhones?: boolean;
}

/** Zoom out, refresh now, and how often by itself. */
export function RefreshPicker(props: RefreshPickerProps) {
  const { refreshMs, onRefresh, onChange, onZoomOut, isShortOnPhones = false } = props;
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const text = refreshText(refreshMs);
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" || isOpen) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <div className={cx(joinedGroupClass, "shrink-0")}>
      {onZoomOut && <JoinedIconButton icon="zoom-out" label="Zoom out" onClick={onZoomOut} />}
      <JoinedIconButton icon="refresh-cw" label="Refresh" onClick={onRefresh} />
      <button
        ref={anchor}
        type="button"
        aria-label={`Refresh every: ${text}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={openByArrow}
        className={cx(joinedButtonClass(), isShortOnPhones && "max-sm:hidden")}
      >
        <span className="num">{text}</span>
        <Icon name="chevron-down" size={14} className="text-fg-2" />
      </button>
      {isOpen && (
        <MenuList
          id={id}
          label="Refresh every"
          anchor={anchor}
          align="end"
          items={REFRESH_CHOICES_MS.map((choiceMs) => ({
            label: refreshText(choiceMs),
            isChecked: choiceMs === refreshMs,
            onSelect: () => onChange(choiceMs),
          }))}
          onClose={() => {
            setOpen(false);
            anchor.current?.focus();
          }}
          onLeave={() => setOpen(false)}
        />
      )}
    </div>
  );
}

/** "Off", "10s" */
function refreshText(refreshMs: number): string {
  return refreshMs === 0 ? "Off" : formatDuration(refreshMs);
}
