import type { QueuePlace } from "../upstream/Slots.ts";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";

/** One whole answer of a source, as JSON bytes, inflated. */
export interface Answer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface AnswerRequest {
  readonly call: ForwardCall;
  /** Who waits, for fairness: a person's id, or a link's. */
  readonly owner: string;
  /** How long the same answer may serve others, milliseconds; 0 = only those who wait at the same time. */
  readonly freshMs: number;
  readonly signal?: AbortSignal;
  /** Told once the question waits or runs, of a way to learn where it stands at any later moment. */
  readonly onAsked?: (placeNow: PlaceNow) => void;
}

/** Null: it waits for no place (any more), or another replica asks for it. */
export type PlaceNow = () => QueuePlace | null;

/**
 * Whole answers for panels, boards and links: equal requests of any number of readers are one call to the source, here
 * and, with Redis, over all replicas; answers that are complete and without warnings are kept for `freshMs`.
 */
export interface Answers {
  /** Throws ProblemError as the data routes would answer it. The first that leaves fails nobody; the last cancels. */
  ask(request: AnswerRequest): Promise<Answer>;
}
