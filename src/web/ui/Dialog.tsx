import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { cx } from "./cx.ts";
import { IconButton } from "./IconButton.tsx";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Buttons at the end; the primary one last. */
  readonly footer?: ReactNode;
  /** Wider than 480 px. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. Render it only while open; the browser holds the focus inside and gives it back. */
export function Dialog({ title, onClose, footer, isWide = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [isScrolled, setScrolled] = useState(false);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    const observer = new ResizeObserver(() => {
      const { scrollHeight = 0, clientHeight = 0 } = body.current ?? {};
      setScrolled(scrollHeight > clientHeight);
    });
    if (body.current) observer.observe(body.current);
    if (element && !element.open) {
      element.showModal();
      // The first field if the caller marks one; never the close button, which would open with its tooltip.
      (element.querySelector<HTMLElement>("[data-autofocus]") ?? element).focus();
    }
    return () => {
      observer.disconnect();
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    // A press on the backdrop lands on the dialog itself; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cx(
        "rise-slow m-auto max-h-[calc(100dvh-32px)] w-[calc(100vw-24px)] rounded border-0 bg-surface-3 p-0 shadow-float outline-none backdrop:bg-scrim",
        isWide ? "max-w-230" : "max-w-dialog",
      )}
    >
      <div className="flex max-h-[inherit] flex-col">
        <header className="flex h-11 shrink-0 items-center justify-between pr-2 pl-4">
          <h2 id={titleId} className="text-md">
            {title}
          </h2>
          <IconButton icon="x" label="Close" onClick={onClose} />
        </header>
        <div
          ref={body}
          // What does not fit must be reached by keys, also where nothing in it takes the focus.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={isScrolled ? 0 : undefined}
          className="flex flex-col gap-3.5 overflow-auto px-4 pt-1 pb-4"
        >
          {children}
        </div>
        {footer && (
          <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line-1 px-4 py-3">
            {footer}
          </footer>
        )}
      </div>
    </dialog>
  );
}
