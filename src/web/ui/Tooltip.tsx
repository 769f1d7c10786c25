import { cloneElement, useEffect, useRef, useState, type ReactElement, type RefObject } from "react";
import { useFloating } from "./useFloating.ts";

interface TriggerProps {
  ref?: RefObject<HTMLElement | null>;
  onPointerEnter?: (event: React.PointerEvent) => void;
  onPointerLeave?: (event: React.PointerEvent) => void;
  onPointerDown?: (event: React.PointerEvent) => void;
  onFocus?: (event: React.FocusEvent) => void;
  onBlur?: (event: React.FocusEvent) => void;
}

export interface TooltipProps {
  /** The same words as the trigger's name; nothing that is said nowhere else. */
  readonly text: string;
  readonly side?: "bottom" | "top" | "right";
  /** One element that takes a ref and pointer handlers. */
  readonly children: ReactElement<TriggerProps & Record<string, unknown>>;
}

const OPEN_AFTER_MS = 500;

/** Calls both, so that a trigger keeps its own handlers. */
function chain<E>(mine: (event: E) => void, theirs: ((event: E) => void) | undefined) {
  return (event: E) => {
    mine(event);
    theirs?.(event);
  };
}

/** Shows a short text after half a second of pointing, or at once on keyboard focus; Escape and a press close it. */
export function Tooltip({ text, side = "bottom", children }: TooltipProps) {
  const own = useRef<HTMLElement | null>(null);
  const anchor = children.props.ref ?? own;
  const [isOpen, setOpen] = useState(false);
  const timer = useRef(0);
  const close = () => {
    window.clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const given = children.props;
  const trigger = cloneElement(children, {
    ref: anchor,
    onPointerEnter: chain((event: React.PointerEvent) => {
      if (event.pointerType === "touch") return;
      timer.current = window.setTimeout(() => setOpen(true), OPEN_AFTER_MS);
    }, given.onPointerEnter),
    onPointerLeave: chain(close, given.onPointerLeave),
    onPointerDown: chain(close, given.onPointerDown),
    onFocus: chain((event: React.FocusEvent) => {
      if (event.target.matches(":focus-visible")) setOpen(true);
    }, given.onFocus),
    onBlur: chain(close, given.onBlur),
  });
  return (
    <>
      {trigger}
      {isOpen && <Bubble text={text} side={side} anchor={anchor} onClose={close} />}
    </>
  );
}

interface BubbleProps {
  readonly text: string;
  readonly side: "bottom" | "top" | "right";
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

function Bubble({ text, side, anchor, onClose }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useFloating(anchor, bubble, { side, align: "center", gapPx: 6 });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <div
      ref={bubble}
      popover="manual"
      role="tooltip"
      className="pointer-events-none fixed inset-auto m-0 max-w-80 rounded-sm border-0 bg-fg-1 px-2 py-0.5 text-xs text-surface-1"
    >
      {text}
    </div>
  );
}
