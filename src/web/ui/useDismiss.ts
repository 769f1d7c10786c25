import { useEffect, useRef, type RefObject } from "react";

/** Closes what floats: a press outside of it and of its anchor, or Escape. Escape stays with the topmost layer. */
export function useDismiss(
  floating: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  onClose: () => void,
): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!floating.current?.contains(target) && !anchor.current?.contains(target)) close.current();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    const box = floating.current;
    const near = anchor.current;
    document.addEventListener("pointerdown", onPointerDown, true);
    box?.addEventListener("keydown", onKeyDown);
    near?.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
      box?.removeEventListener("keydown", onKeyDown);
      near?.removeEventListener("keydown", onKeyDown);
    };
  }, [floating, anchor]);
}
