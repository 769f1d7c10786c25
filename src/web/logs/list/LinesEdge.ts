/** What lies beyond one end of the loaded lines. */
export interface LinesEdge {
  /** "end": the source has no more within the range. "failed": the last try did; the button tries again. */
  readonly kind: "more" | "loading" | "end" | "failed";
  readonly onLoad: () => void;
  /** Said beside the button: why it failed, or that 5,000 lines share one nanosecond. */
  readonly note?: string;
}

export const NO_EDGE: LinesEdge = { kind: "end", onLoad: () => undefined };
