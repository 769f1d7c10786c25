import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useFloating } from "./useFloating.ts";

export interface TooltipProps {
  /** The same words as the trigger's name, or an explanation of it; nothing one must read to act. */
  readonly text: string;
  readonly side?: "bottom" | "top" | "right";
  /** The trigger: one focusable control. */
  readonly children: ReactNode;
}

const OPEN_AFTER_MS = 500;

/** Shows a short text after half a second of pointing, or at once on keyboard focus; Escape and a press close it. */
export function Tooltip({ text, side = "bottom", children }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef(0);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    window.clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    // The handlers only watch the control inside; they are no interaction of the span itself.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={anchor}
      className="inline-flex shrink-0"
      onPointerEnter={(event) => {
        if (event.pointerType === "touch") return;
        timer.current = window.setTimeout(() => setOpen(true), OPEN_AFTER_MS);
      }}
      onPointerLeave={close}
      onPointerDown={close}
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) setOpen(true);
      }}
      onBlur={close}
    >
      {children}
      {isOpen && <Bubble text={text} side={side} anchor={anchor} onClose={close} />}
    </span>
  );
}

interface BubbleProps {
  readonly text: string;
  readonly side: "bottom" | "top" | "right";
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

function Bubble({ text, side, anchor, onClose }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useFloating(anchor, bubble, { side, align: "center", gapPx: 6 });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <span
      ref={bubble}
      popover="manual"
      role="tooltip"
      className="pointer-events-none fixed inset-auto m-0 max-w-80 rounded-sm border-0 bg-fg-1 px-2 py-0.5 text-xs whitespace-normal text-surface-1"
    >
      {text}
    </span>
  );
}
