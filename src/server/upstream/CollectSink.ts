import { fail, ProblemError } from "../../domain/problem/Problem.ts";
import type { AnswerHead } from "./CallEvents.ts";
import type { Failure } from "./failure.ts";
import type { Sink } from "./Sink.ts";

export interface UpstreamAnswer {
  /** Always 2xx: anything else is thrown. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Probe answers are small; a source that sends more is not one we can use. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Gathers an answer as text, for the server's own questions. */
export class CollectSink implements Sink {
  readonly requestId = "";
  readonly owner = "";
  arrivedMs = 0;
  readonly answer: Promise<UpstreamAnswer>;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #head: AnswerHead | undefined;
  readonly #resolve: (answer: UpstreamAnswer) => void;
  readonly #reject: (error: Error) => void;

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<UpstreamAnswer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(head: AnswerHead): void {
    this.#head = head;
  }

  write(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes <= MAX_BYTES) this.#chunks.push(Buffer.from(chunk));
    else this.#chunks.length = 0;
    return true;
  }

  /** It keeps copies. */
  holdsBytes(): boolean {
    return false;
  }

  lagBytes(): number {
    return 0;
  }

  end(): void {
    if (this.#bytes > MAX_BYTES)
      return this.#reject(fail("TOO_LARGE", { bytes: this.#bytes, capBytes: MAX_BYTES }));
    const { status = 200, contentType, date } = this.#head ?? {};
    const headers = { ...(contentType && { "content-type": contentType }), ...(date && { date }) };
    this.#resolve({ status, headers, text: Buffer.concat(this.#chunks).toString("utf8") });
  }

  /** The asker gave up. */
  abandon(reason: unknown): void {
    this.#reject(reason instanceof Error ? reason : new Error("abandoned"));
  }

  fail(failure: Failure): void {
    this.#reject(new ProblemError(failure.problem));
  }
}
