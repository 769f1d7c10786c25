import { useCallback, useState } from "react";

/** True from the moment an element first was near the window; what is never looked at is never asked for. */
export function useSeen(): readonly [
  isSeen: boolean,
  ref: (element: Element | null) => (() => void) | undefined,
] {
  const [isSeen, setSeen] = useState(false);
  const ref = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: "48px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [isSeen, ref];
}
