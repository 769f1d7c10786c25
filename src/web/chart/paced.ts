/** The crosshair and the tooltip move at once; their words change at most this often, which is as fast as they can be read. */
export const WORDS_MS = 50;

/** A function run at once, then at most every `gapMs`; the last call is never lost. */
export interface Paced {
  run(act: () => void): void;
  /** Forgets what is waiting; the next call runs at once. */
  reset(): void;
}

export function createPaced(gapMs: number): Paced {
  let waiting: (() => void) | null = null;
  let timer = 0;
  const next = () => {
    timer = 0;
    if (!waiting) return;
    const act = waiting;
    waiting = null;
    timer = window.setTimeout(next, gapMs);
    act();
  };
  return {
    run(act) {
      waiting = act;
      if (timer === 0) next();
    },
    reset() {
      clearTimeout(timer);
      timer = 0;
      waiting = null;
    },
  };
}
