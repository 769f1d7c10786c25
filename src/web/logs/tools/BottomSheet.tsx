import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "../../ui/IconButton.tsx";

export interface BottomSheetProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Beside the title, before the close button. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** What floats beside its anchor on a wide window, on a phone: from the lower edge, at most 82 % of it high. */
export function BottomSheet({ title, onClose, tools, children }: BottomSheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = sheet.current;
    const opener = document.activeElement;
    if (element && !element.open) {
      element.showModal();
      element.focus();
    }
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    // A press on the backdrop lands on the dialog itself; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={sheet}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (event.target === event.currentTarget) onClose();
      }}
      // React hands the keys of a portal-less dialog to the list around it.
      onKeyDown={(event) => event.stopPropagation()}
      className="rise-slow fixed inset-x-0 top-auto bottom-0 m-0 max-h-[82dvh] w-full max-w-full overflow-hidden rounded-t-sheet border-0 bg-surface-3 p-0 font-sans text-sm shadow-float outline-none backdrop:bg-scrim"
    >
      <div className="flex max-h-[82dvh] flex-col">
        <span aria-hidden="true" className="mx-auto mt-1.5 h-1 w-8 shrink-0 rounded-full bg-line-2" />
        <header className="flex h-9 shrink-0 items-center gap-2 pr-2 pl-3">
          <h2 id={titleId} className="grow text-sm">
            {title}
          </h2>
          {tools}
          <IconButton icon="x" label="Close" onClick={onClose} />
        </header>
        <div className="min-h-0 overflow-auto">{children}</div>
      </div>
    </dialog>
  );
}
