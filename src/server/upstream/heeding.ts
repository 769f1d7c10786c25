import type { Flight } from "./Flight.ts";
import type { Sink } from "./Sink.ts";

interface Gathering<T> {
  readonly flight: Flight;
  readonly sink: Sink & { readonly answer: Promise<T>; abandon(reason: unknown): void };
}

/** The gathered answer, unless the signal comes first: then its reason is thrown, and the flight left. */
export async function heeding<T>(
  signal: AbortSignal | undefined,
  { flight, sink }: Gathering<T>,
): Promise<T> {
  const leave = (): void => {
    flight.leave(sink);
    sink.abandon(signal?.reason);
  };
  signal?.addEventListener("abort", leave, { once: true });
  try {
    return await sink.answer;
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}
