import type { RangeResult } from "../../../src/domain/frame/Frame.ts";

/** One chart library under the stopwatch. All calls draw synchronously or before the next frame. */
export interface Variant {
  /** Turns columns into what the library takes; not timed. */
  prepare(data: RangeResult): unknown;
  /** An empty frame, as it stands while a query runs; null where the library is not used so. */
  readonly mountEmpty: ((data: RangeResult) => void) | null;
  mount(prepared: unknown, data: RangeResult): void;
  update(prepared: unknown, data: RangeResult): void;
  zoom(startMs: number, endMs: number): void;
}
