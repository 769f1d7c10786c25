import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Input } from "../../ui/Input.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import type { LineFind } from "./useLineFind.ts";

export interface FindBarProps {
  readonly find: LineFind;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Searches the loaded lines: Enter goes to the next match, Shift-Enter back, Escape ends it. */
export function FindBar({ find, isOpen, onOpenChange }: FindBarProps) {
  const box = useRef<HTMLSpanElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current) box.current?.querySelector("input")?.focus();
    if (!isOpen && wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOpen) {
    return (
      <Button ref={opener} variant="ghost" size="sm" icon="search" onClick={() => onOpenChange(true)}>
        <span className="max-sm:sr-only">Find in lines</span>
        <span className="max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </Button>
    );
  }
  const close = () => {
    find.onChange("");
    onOpenChange(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span ref={box} className="inline-flex items-center gap-0.5 max-sm:w-full">
      <Input
        type="search"
        size="sm"
        icon="search"
        className="w-56 max-sm:w-full [&_input::-webkit-search-cancel-button]:hidden"
        aria-label="Find in lines"
        placeholder="Find in loaded lines"
        value={find.text}
        onChange={(event) => find.onChange(event.target.value)}
        onKeyDown={onKeyDown}
        end={<FoundText find={find} />}
      />
      <IconButton size="sm" icon="arrow-up" label="Previous match" onClick={() => find.step(-1)} />
      <IconButton size="sm" icon="arrow-down" label="Next match" onClick={() => find.step(1)} />
      <IconButton size="sm" icon="x" label="Close find" onClick={close} />
    </span>
  );
}

function FoundText({ find }: { readonly find: LineFind }) {
  if (find.text === "") return null;
  const count = find.count.toLocaleString("en-GB");
  return (
    <span role="status" className="num shrink-0 text-2xs text-fg-3">
      {find.count === 0 ? "No line" : find.at < 0 ? `${count} lines` : `${find.at + 1} of ${count}`}
    </span>
  );
}
