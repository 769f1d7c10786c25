/** Where the reader points. One store is shared by all charts of a page, so that they show the same moment (D9). */
export interface Crosshair {
  /** Epoch milliseconds, or null when nothing is pointed at. */
  readonly timeMs: number | null;
  /** The series under the pointer (or under a legend row), by `seriesKey`; null when none. */
  readonly seriesKey: string | null;
  /** Who moved it: a chart ignores its own echo and shows a tooltip only for itself. */
  readonly origin: string;
}

/** Read and subscribed to without React: a mouse move must not render anything. */
export interface CrosshairStore {
  get(): Crosshair;
  set(next: Crosshair): void;
  subscribe(listener: (crosshair: Crosshair) => void): () => void;
}

export const NO_CROSSHAIR: Crosshair = { timeMs: null, seriesKey: null, origin: "" };

export function createCrosshairStore(): CrosshairStore {
  let current = NO_CROSSHAIR;
  const listeners = new Set<(crosshair: Crosshair) => void>();
  return {
    get: () => current,
    set(next) {
      const isSame =
        next.timeMs === current.timeMs &&
        next.seriesKey === current.seriesKey &&
        next.origin === current.origin;
      if (isSame) return;
      current = next;
      for (const listener of listeners) listener(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
