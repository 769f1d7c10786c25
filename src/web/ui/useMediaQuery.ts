import { useCallback, useSyncExternalStore } from "react";

/** Whether the query holds now: "(max-width: 640px)". */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Bottom bar, sheets, one column. The same width as the `sm` breakpoint. */
export function useIsNarrow(): boolean {
  return useMediaQuery("(max-width: 640px)");
}
