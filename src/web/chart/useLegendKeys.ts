import { useEffect, useState, type RefObject } from "react";
import type { Virtualizer } from "@tanstack/react-virtual";

interface LegendKeys {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
}

const PAGE_ROWS = 10;

function targetOf(key: string, index: number, count: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE_ROWS,
    PageUp: -PAGE_ROWS,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const move = moves[key];
  return move === undefined ? null : Math.min(count - 1, Math.max(0, index + move));
}

/** ↑ ↓, Page and Home/End walk the rows, also those not in the page yet; Tab enters at the last one visited. */
export function useLegendKeys({ scroller, count, virtual }: LegendKeys) {
  const [visited, setVisited] = useState(0);
  const activeIndex = Math.min(visited, Math.max(0, count - 1));
  useEffect(() => {
    const host = scroller.current;
    if (!host) return;
    const onKey = (event: KeyboardEvent) => {
      const from = event.target instanceof HTMLElement ? event.target.dataset["index"] : undefined;
      const target = from === undefined ? null : targetOf(event.key, Number(from), count);
      if (target === null) return;
      event.preventDefault();
      event.stopPropagation();
      virtual.scrollToIndex(target);
      // The row may only now be rendered.
      requestAnimationFrame(() => host.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus());
    };
    host.addEventListener("keydown", onKey);
    return () => host.removeEventListener("keydown", onKey);
  }, [scroller, count, virtual]);
  return { activeIndex, onFocusRow: setVisited };
}
