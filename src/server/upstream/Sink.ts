import type { AnswerHead } from "./CallEvents.ts";
import type { Failure } from "./failure.ts";

/** One reader of a flight. */
export interface Sink {
  readonly requestId: string;
  /** Who reads: a person's id, or a link's. */
  readonly owner: string;
  /** When the reader came, by the pool's clock; 0 when nobody counts it. */
  arrivedMs: number;
  begin(head: AnswerHead): void;
  /** False: full; `Flight.drained` follows. */
  write(chunk: Buffer): boolean;
  /** Are bytes that came by `write` still referred to? Asked after the end, too. See `ReadBuffers`. */
  holdsBytes(): boolean;
  /** Bytes taken and not yet gone. */
  lagBytes(): number;
  end(): void;
  /** An error answer; after `begin` a visibly broken stream, never a short success. */
  fail(failure: Failure): void;
}
