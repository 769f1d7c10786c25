import { fail, ProblemError, type Problem } from "../../domain/problem/Problem.ts";
import type { AnswerHead } from "./CallEvents.ts";
import type { Failure } from "./failure.ts";
import { Inflater } from "./Inflater.ts";
import type { SinkFlight } from "./ReplySink.ts";
import type { Sink } from "./Sink.ts";

/** A source's answer, whole and inflated. Shared between readers: its bytes are never changed. */
export interface WholeAnswer {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface BodyNeeds {
  readonly owner: string;
  readonly requestId: string;
  /** Bytes of the inflated body, and inflated over compressed. */
  readonly decodedBytes: number;
  readonly inflateRatio: number;
}

/** Gathers a whole answer, inflated under a cap, for the server to read or to keep. */
export class BodySink implements Sink {
  readonly requestId: string;
  readonly owner: string;
  arrivedMs = 0;
  flight: SinkFlight | null = null;
  readonly answer: Promise<WholeAnswer>;
  readonly #needs: BodyNeeds;
  readonly #resolve: (answer: WholeAnswer) => void;
  readonly #reject: (error: Error) => void;
  #contentType = "application/json";
  #chunks: Buffer[] = [];
  #bytes = 0;
  #inflater: Inflater | undefined;
  #isOver = false;

  constructor(needs: BodyNeeds) {
    this.#needs = needs;
    this.owner = needs.owner;
    this.requestId = needs.requestId;
    const { promise, resolve, reject } = Promise.withResolvers<WholeAnswer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(head: AnswerHead): void {
    if (head.contentType !== undefined) this.#contentType = head.contentType;
    if (!head.isGzip) return;
    this.#inflater = new Inflater(this.#needs, {
      data: (chunk) => this.#chunks.push(chunk),
      end: () => this.#finish(),
      failed: (problem) => this.#refuse(problem),
      drained: () => this.flight?.drained(),
    });
  }

  write(chunk: Buffer): boolean {
    if (this.#isOver) return true;
    // A copy: the bytes lie in a buffer that is read into again.
    const kept = Buffer.from(chunk);
    if (this.#inflater !== undefined) return this.#inflater.write(kept);
    this.#chunks.push(kept);
    this.#bytes += kept.length;
    const capBytes = this.#needs.decodedBytes;
    if (this.#bytes > capBytes) this.#refuse(fail("TOO_LARGE", { bytes: this.#bytes, capBytes }).problem);
    return true;
  }

  holdsBytes(): boolean {
    return false;
  }

  lagBytes(): number {
    return this.#inflater?.lagBytes() ?? 0;
  }

  end(): void {
    this.flight = null;
    if (this.#inflater === undefined) this.#finish();
    else this.#inflater.end();
  }

  fail({ problem }: Failure): void {
    this.#settle(() => this.#reject(new ProblemError(problem)));
  }

  /** The asker gave up. */
  abandon(reason: unknown): void {
    this.#settle(() => this.#reject(reason instanceof Error ? reason : new Error("abandoned")));
  }

  #finish(): void {
    const body = Buffer.concat(this.#chunks);
    this.#settle(() => this.#resolve({ contentType: this.#contentType, body }));
  }

  /** It is more, or other, than can be read: the rest is not wanted either. */
  #refuse(problem: Problem): void {
    const { flight } = this;
    this.#settle(() => this.#reject(new ProblemError(problem)));
    flight?.leave(this, problem.code);
  }

  #settle(act: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.flight = null;
    this.#chunks = [];
    this.#inflater?.destroy();
    act();
  }
}
