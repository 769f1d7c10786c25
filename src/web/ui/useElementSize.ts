import { useCallback, useState } from "react";

export interface ElementSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The content size of an element in whole pixels, 0 × 0 until measured. Give `ref` to the element. */
export function useElementSize(): ElementSize & { readonly ref: (element: HTMLElement | null) => void } {
  const [size, setSize] = useState<ElementSize>({ widthPx: 0, heightPx: 0 });
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const widthPx = Math.floor(entry.contentRect.width);
      const heightPx = Math.floor(entry.contentRect.height);
      setSize((old) => (old.widthPx === widthPx && old.heightPx === heightPx ? old : { widthPx, heightPx }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ...size, ref };
}
