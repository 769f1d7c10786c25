import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Opens a dialog modally for as long as the component is shown. `leave` closes it at once and gives the focus back to
 * where it came from, so that what is done next finds the page as it was; closing it later takes the focus no more.
 */
export function useModalFocus(dialog: RefObject<HTMLDialogElement | null>): { readonly leave: () => void } {
  const held = useRef<{ readonly element: HTMLDialogElement; readonly opener: Element | null }>(null);
  const leave = useCallback(() => {
    const { element, opener } = held.current ?? {};
    held.current = null;
    element?.close();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      held.current = { element, opener: document.activeElement };
      element.showModal();
      element.querySelector<HTMLElement>("[role=combobox]")?.focus();
    }
    return leave;
  }, [dialog, leave]);
  return { leave };
}
