import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { cx } from "./cx.ts";
import { useDismiss } from "./useDismiss.ts";
import { useFloating } from "./useFloating.ts";

export interface PopoverProps {
  /** The control that opened it; gets the focus back. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** The accessible name of the dialog. */
  readonly label: string;
  readonly onClose: () => void;
  readonly id?: string;
  readonly align?: "start" | "center" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}

const FOCUSABLE =
  "[data-autofocus], input:not([disabled]), button:not([disabled]), select, textarea, a[href], [tabindex='0']";

/**
 * A small dialog beside its anchor, in the browser's top layer. Render it only while open:
 * `{isOpen && <Popover …>}`. The first field (or what carries data-autofocus) gets the focus.
 */
export function Popover({ anchor, label, onClose, id, align = "start", className, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useFloating(anchor, box, { side: "bottom", align, gapPx: 4 });
  useDismiss(box, anchor, onClose);
  useEffect(() => {
    const near = anchor.current;
    const first =
      box.current?.querySelector<HTMLElement>("[data-autofocus]") ??
      box.current?.querySelector<HTMLElement>(FOCUSABLE);
    first?.focus();
    const inside = box.current;
    return () => {
      // Only if the focus would be lost: a press elsewhere has already moved it where the reader wants it.
      if (inside?.contains(document.activeElement) || document.activeElement === document.body) near?.focus();
    };
  }, [anchor]);
  return (
    <div
      ref={box}
      id={id}
      popover="manual"
      role="dialog"
      aria-label={label}
      className={cx(
        "rise fixed inset-auto m-0 max-h-[calc(100dvh-16px)] max-w-[calc(100vw-16px)] overflow-auto rounded border-0 bg-surface-3 text-sm shadow-float",
        className,
      )}
    >
      {children}
    </div>
  );
}
