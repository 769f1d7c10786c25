import { useEffect } from "react";
import { useLatest } from "../../../lib/useLatest.ts";
import { showToast } from "../../../ui/toasts.ts";

export interface BeginAtPanelProps {
  readonly panelId: string;
  /** It was found, or is not there: the address need not say it any longer. */
  readonly onDone: () => void;
}

/** Stands behind the grid: takes whoever followed a link to a panel there, with the focus. */
export function BeginAtPanel({ panelId, onDone }: BeginAtPanelProps) {
  const done = useLatest(onDone);
  useEffect(() => {
    const panel = document.querySelector<HTMLElement>(`[data-panel-id="${CSS.escape(panelId)}"] > section`);
    if (panel) {
      // By the mouse a panel takes no focus; a link may bring it there.
      panel.tabIndex = -1;
      panel.scrollIntoView({ block: "center" });
      panel.focus({ preventScroll: true });
    } else showToast("This panel is not on the board any more");
    done.current();
  }, [panelId, done]);
  return null;
}
