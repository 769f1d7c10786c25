import { cx } from "./cx.ts";
import { countdownText } from "./problemLook.ts";
import { useCountdown } from "./useCountdown.ts";

export interface CountdownProps {
  /** From mounting; give a key to start anew. */
  readonly ms: number;
  /** Called at its end; it then says that it tries again by itself. */
  readonly onEnd?: (() => void) | undefined;
  readonly className?: string;
}

/** How long until it is worth asking again. The clock ticks for the eye; a screen reader hears the sentence once. */
export function Countdown({ ms, onEnd, className }: CountdownProps) {
  const seconds = useCountdown(ms, onEnd);
  const share = Math.min(1, 1 - (seconds * 1000) / Math.max(ms, 1000));
  return (
    <div className={cx("flex flex-col gap-1 text-xs", className)} aria-live="off">
      <span aria-hidden="true" className="block h-0.5 overflow-hidden rounded-full bg-fill-2">
        <span className="block h-full bg-warn-solid" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="num text-fg-2">
        {onEnd ? "Tries again by itself in " : "Try again in "}
        <b className="font-semibold text-fg-1">{countdownText(seconds)}</b>
      </span>
    </div>
  );
}
