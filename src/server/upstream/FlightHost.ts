import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import type { Flight } from "./Flight.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { Sink } from "./Sink.ts";
import type { Slots } from "./Slots.ts";

/** What flights share, and whom they tell. */
export interface FlightHost {
  readonly limits: UpstreamLimits;
  readonly slots: Slots;
  readonly now: () => number;
  readonly random: () => number;
  /** Calls back `sweep` of every flight from time to time. */
  readonly watch: { readonly nowMs: number; readonly everyMs: number };
  /** No reader may join any more: the first byte came, or it is over. */
  closed(flight: Flight): void;
  over(flight: Flight): void;
  /** A reader is done, well or not, or left. */
  settled(sink: Sink, flight: Flight, outcome: "ok" | "aborted" | ProblemCode): void;
}
