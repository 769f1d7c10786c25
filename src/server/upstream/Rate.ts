/** How often one owner may ask. Times are monotonic milliseconds. */
export interface Rate {
  /** Until one may go: 0 = now, Infinity = it is being found out, and will be told. Asking says that one wants to go. */
  waitMs(nowMs: number): number;
  /** Takes one that is there. */
  take(): void;
  /** Nothing to remember: as good as a new one. */
  isFull(nowMs: number): boolean;
}
