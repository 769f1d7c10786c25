import { useEffect, useState } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { boardQueue } from "../data/boardQueue.ts";
import { type PanelPlace, usePanelPlace } from "../data/PanelQueue.ts";

/** An answer that is sooner there is no matter of queues. */
const QUIET_MS = 1_000;

/** "Waiting, 3 ahead". */
function waitWords(place: PanelPlace): string {
  if (place === "own-turn") return "Waiting for its turn";
  return place === 0 ? "Waiting, next in line" : `Waiting, ${place.toLocaleString("en-GB")} ahead`;
}

/** Over a panel that waits: that it does, and how many go first (T14). Stands only while the panel loads. */
export function PanelWait({ panel }: { readonly panel: Pick<PanelReading, "id" | "view"> }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), QUIET_MS);
    return () => window.clearTimeout(timer);
  }, []);
  const place = usePanelPlace(boardQueue, panel.id, isLong);
  if (place === null) return null;
  return (
    <p
      title="Others asked before; it comes by itself"
      className={cx(
        "pointer-events-none absolute inset-x-2 z-1 flex justify-center",
        // Nothing that can be read already is covered: not the axis, and not a number.
        panel.view === "chart" ? "top-1/2" : "bottom-2",
      )}
    >
      <span className="num inline-flex h-7 items-center gap-1.5 rounded bg-surface-3 px-2.5 text-xs text-fg-2 shadow-float">
        <Icon name="hourglass" size={14} className="text-fg-3" />
        {waitWords(place)}
      </span>
    </p>
  );
}
