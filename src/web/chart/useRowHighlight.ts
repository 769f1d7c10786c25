import { useEffect, useRef, type RefObject } from "react";
import type { CrosshairStore } from "./CrosshairStore.ts";

/** Marks the row of the series the crosshair is on, without rendering: the crosshair moves with the mouse. */
export function useRowHighlight(crosshair: CrosshairStore): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    let marked: HTMLElement | null = null;
    return crosshair.subscribe(({ seriesKey }) => {
      if (marked?.dataset["key"] === seriesKey) return;
      if (marked) delete marked.dataset["near"];
      marked = null;
      if (seriesKey === null) return;
      for (const row of body.current?.rows ?? []) if (row.dataset["key"] === seriesKey) marked = row;
      if (marked) marked.dataset["near"] = "";
    });
  }, [crosshair]);
  return body;
}
