import { type RefObject, useEffect, useState } from "react";

/** So far around the window things are asked ahead. */
const AHEAD = "160px";

/** Whether the element is on screen, or nearly so, now. */
export function useOnScreen(ref: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      rootMargin: AHEAD,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isNear;
}

/** In the window at this moment, not only near it. */
export function isInWindow(element: Element | null): boolean {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
