import { Button } from "./Button.tsx";
import { Kbd } from "./Kbd.tsx";
import { useElapsed } from "./useElapsed.ts";

export interface RunningProps {
  /** When the work began, by performance.now(). */
  readonly startedAtMs: number;
  readonly onCancel?: () => void;
  /** "Running", "Testing". */
  readonly verb?: string;
  /** What it waits for, if known: "3 ahead of you". */
  readonly note?: string | null;
}

/** Work shorter than this shows nothing. */
const QUIET_MS = 200;

/** Elapsed time and a way out, once work takes longer than 200 ms. */
export function Running({ startedAtMs, onCancel, verb = "Running", note = null }: RunningProps) {
  const elapsedMs = useElapsed(startedAtMs, true);
  if (elapsedMs < QUIET_MS) return null;
  return (
    <div className="inline-flex h-9 items-center gap-2.5 rounded bg-surface-3 pr-1 pl-3 text-xs whitespace-nowrap shadow-float">
      <span className="num">
        {verb}, <b className="font-semibold">{(elapsedMs / 1000).toFixed(1)} s</b>
      </span>
      {note !== null && <span className="num text-fg-2">{note}</span>}
      {onCancel && (
        <Button variant="ghost" size="sm" icon="x" onClick={onCancel}>
          Cancel
          <Kbd>Esc</Kbd>
        </Button>
      )}
    </div>
  );
}
