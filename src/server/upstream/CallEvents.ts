import type { TransportFailure } from "./transportProblem.ts";

/** Head of an answer that is being relayed. */
export interface AnswerHead {
  readonly status: number;
  /** The relayed bytes are gzip, as they came. */
  readonly isGzip: boolean;
  readonly contentLength: string | undefined;
  readonly contentType: string | undefined;
  /** The upstream's clock, as its Date header has it. */
  readonly date: string | undefined;
}

/** An answer that is not relayed, with the beginning of its body inflated. */
export interface RefusedHead {
  readonly status: number;
  readonly text: string;
  readonly location?: string;
  readonly retryAfter?: string;
}

export interface CallEvents {
  begin(head: AnswerHead): void;
  data(chunk: Buffer): void;
  /** Is any byte that came by `data` still referred to? See `ReadBuffers`. */
  holdsBytes(): boolean;
  end(): void;
  refused(answer: RefusedHead): void;
  failed(failure: TransportFailure): void;
}
