import { useEffect, useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { Kbd } from "../../../ui/Kbd.tsx";

/** No spinner for work under this. */
const QUIET_MS = 200;

/** Time since mount in milliseconds, every 100 ms; 0 until the quiet time has passed. */
export function useElapsedMs(): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const startMs = performance.now();
    const timer = window.setInterval(() => {
      const nextMs = performance.now() - startMs;
      if (nextMs >= QUIET_MS) setElapsedMs(nextMs);
    }, 100);
    return () => window.clearInterval(timer);
  }, []);
  return elapsedMs;
}

/** Over the old result while a new one is under way: elapsed time and Cancel. Mounted per run. */
export function RunClock({ onCancel }: { readonly onCancel: () => void }) {
  const elapsedMs = useElapsedMs();
  if (elapsedMs === 0) return null;
  return (
    <div className="rise absolute top-1/3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-2 rounded bg-surface-3 py-1.5 pr-2 pl-3 text-xs shadow-float">
      <span>
        Running, <b className="num font-medium">{(elapsedMs / 1000).toFixed(1)} s</b>
      </span>
      <Button variant="ghost" size="sm" icon="x" onClick={onCancel}>
        Cancel <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}
