import { type Problem, ProblemError, problem } from "../../domain/problem/Problem.ts";
import type { AnswerHead, CallEvents, RefusedHead } from "../upstream/CallEvents.ts";
import type { TransportFailure } from "../upstream/transportProblem.ts";

/** What a call for a page came to: the page's head, with its bytes to follow, or a refusal. */
export type PageOutcome =
  | { readonly type: "page"; readonly head: AnswerHead; readonly chunks: AsyncIterable<Uint8Array> }
  | { readonly type: "refused"; readonly answer: RefusedHead };

/**
 * Turns the events of a call into an outcome and a stream of chunks. They are queued without bound, since the call
 * itself ends beyond the largest page that is read.
 */
export class PageAnswer implements CallEvents {
  readonly outcome: Promise<PageOutcome>;
  readonly #resolve: (outcome: PageOutcome) => void;
  readonly #reject: (error: Error) => void;
  readonly #queue: Uint8Array[] = [];
  #isOver = false;
  #error: Error | undefined;
  #wake: () => void = () => undefined;
  #onSettled: () => void = () => undefined;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<PageOutcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Calls `act` once it is over, well or not. */
  settled(act: () => void): void {
    this.#onSettled = act;
  }

  begin(head: AnswerHead): void {
    this.#resolve({ type: "page", head, chunks: this.#chunks() });
  }

  data(chunk: Buffer): void {
    if (chunk.length === 0) return;
    // The bytes lie in a buffer of the connection, which is used again.
    this.#queue.push(Uint8Array.from(chunk));
    this.#wake();
  }

  holdsBytes(): boolean {
    return false;
  }

  end(): void {
    this.#settle();
  }

  refused(answer: RefusedHead): void {
    this.#resolve({ type: "refused", answer });
    this.#settle();
  }

  failed({ problem: value }: TransportFailure): void {
    this.fail(
      value.code === "TOO_LARGE"
        ? problem("TOO_LARGE", {
            detail: `The page is larger than ${(value.capBytes ?? 0) / 1024 ** 2} MiB`,
            hint: "Raise body_size_limit of this source, or have it show fewer series.",
          })
        : value,
    );
  }

  fail(value: Problem): void {
    if (this.#isOver) return;
    this.#error = new ProblemError(value);
    this.#reject(this.#error);
    this.#settle();
  }

  #settle(): void {
    this.#isOver = true;
    this.#onSettled();
    this.#wake();
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#queue.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.#error !== undefined) throw this.#error;
      else if (this.#isOver) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
