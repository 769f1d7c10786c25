import { useEffect, useRef, useState } from "react";

/** Whole seconds left of `durationMs`, counted from mounting (give a key to start anew); calls `onEnd` once at 0. */
export function useCountdown(durationMs: number, onEnd?: () => void): number {
  const [endMs] = useState(() => performance.now() + durationMs);
  const [leftMs, setLeftMs] = useState(durationMs);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    const timer = window.setInterval(() => {
      const left = Math.max(0, endMs - performance.now());
      setLeftMs(left);
      if (left > 0) return;
      window.clearInterval(timer);
      end.current?.();
    }, 250);
    return () => window.clearInterval(timer);
  }, [endMs]);
  return Math.ceil(leftMs / 1000);
}
