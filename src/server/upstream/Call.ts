import { problem, type Problem } from "../../domain/problem/Problem.ts";
import { bodyStart, gzipBodyStart, inflateStart } from "./bodyStart.ts";
import { Inflater } from "./Inflater.ts";
import type { UpstreamLimits } from "./limits.ts";
import type { CallEvents } from "./CallEvents.ts";
import type { Exchange, Link } from "./Connection.ts";
import type { ResponseHead } from "./responseHead.ts";
import { transportProblem } from "./transportProblem.ts";

export interface CallNeeds {
  readonly limits: UpstreamLimits;
  readonly acceptsGzip: boolean;
  /** A probe's answer may be any text. */
  readonly acceptsAnyBody: boolean;
  /** The coarse clock that `sweep` goes by. */
  readonly clock: { readonly nowMs: number; readonly everyMs: number };
}

/**
 * One call to a source: judges head and first bytes, then passes the body on chunk by chunk.
 * Exactly one of `end`, `refused` and `failed` is the last event; after `abort()` there is none.
 */
export class Call implements Exchange {
  readonly #needs: CallNeeds;
  readonly #events: CallEvents;
  #link: Link | null = null;
  #phase: "head" | "start" | "relay" | "collect" | "over" = "head";
  #head: ResponseHead | null = null;
  #isGzip = false;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #wireBytes = 0;
  #interims = 0;
  /** When the head began, then when the body was last heard; 0 before either. */
  #heardMs = 0;
  #isPaused = false;
  #inflater: Inflater | undefined;

  constructor(needs: CallNeeds, events: CallEvents) {
    this.#needs = needs;
    this.#events = events;
  }

  /** Ends the call and its socket; no event follows. */
  abort(): void {
    if (this.#phase === "over") return;
    this.#over()?.abort();
  }

  pause(): void {
    this.#isPaused = true;
    if (this.#inflater === undefined) this.#link?.pause();
    else this.#inflater.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#heardMs !== 0) this.#heardMs = this.#needs.clock.nowMs;
    if (this.#inflater === undefined) this.#link?.resume();
    else this.#inflater.resume();
  }

  attached(link: Link): void {
    this.#link = link;
  }

  begun(): void {
    if (this.#heardMs === 0) this.#heardMs = this.#needs.clock.nowMs;
  }

  /** Ends the call when its head takes too long or its body is silent for too long. */
  sweep(nowMs: number): void {
    if (this.#heardMs === 0 || this.#phase === "over") return;
    const { limits, clock } = this.#needs;
    const waitedMs = nowMs - this.#heardMs - clock.everyMs;
    if (this.#phase !== "head") {
      if (waitedMs >= limits.idleMs) this.#onIdle(nowMs);
    } else if (waitedMs >= limits.headMs) {
      const detail = `The head of its answer did not end within ${limits.headMs / 1000} s`;
      this.#fail(problem("UPSTREAM_TIMEOUT", { detail }));
    }
  }

  interim(): void {
    this.#interims += 1;
    if (this.#interims > this.#needs.limits.interimAnswers)
      this.#fail(problem("UPSTREAM_PROTOCOL", { detail: "Too many interim answers" }));
  }

  head(head: ResponseHead): void {
    const { limits } = this.#needs;
    const { status, contentEncoding: coding } = head;
    this.#heardMs = this.#needs.clock.nowMs;
    this.#head = head;
    this.#isGzip = coding === "gzip" || coding === "x-gzip";
    if (status >= 300 && status < 400) return this.#refuse("");
    if (!this.#isGzip && coding !== undefined && coding !== "identity" && coding !== "") {
      return this.#fail(problem("BAD_ENCODING", { source: "upstream" }));
    }
    this.#phase = status < 300 ? "start" : "collect";
    if (this.#phase !== "start") return;
    if (head.bodyBytes > limits.compressedBytes) this.#tooLarge(head.bodyBytes);
    else if (this.#needs.acceptsAnyBody) this.#relay(Buffer.alloc(0));
  }

  data(chunk: Buffer): void {
    this.#wireBytes += chunk.length;
    this.#heardMs = this.#needs.clock.nowMs;
    if (this.#phase === "relay") {
      if (this.#wireBytes > this.#needs.limits.compressedBytes) this.#tooLarge(this.#wireBytes);
      else this.#pass(chunk);
      return;
    }
    if (this.#phase !== "start" && this.#phase !== "collect") return;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    if (this.#phase === "start" && this.#judgeStart()) return;
    if (this.#keptBytes >= this.#needs.limits.errorBytes) this.#refuseKept(false);
  }

  end(): void {
    // The connection is done with us, and may carry another call by now.
    this.#link = null;
    if (this.#phase === "start" || this.#phase === "collect") this.#refuseKept(true);
    else if (this.#phase === "relay") {
      if (this.#inflater === undefined) {
        this.#over();
        this.#events.end();
      } else this.#inflater.end();
    }
  }

  failed(error: Error): void {
    if (this.#phase === "over") return;
    if (this.#phase === "collect" && this.#keptBytes > 0) return this.#refuseKept(true);
    const hasHead = this.#phase !== "head";
    const failure = transportProblem(error, hasHead, this.#needs.limits);
    this.#over();
    const counted = hasHead ? { ...failure.problem, bytes: this.#wireBytes } : failure.problem;
    this.#events.failed({ ...failure, problem: counted });
  }

  holdsBytes(): boolean {
    if (this.#kept.length > 0) return true;
    return this.#inflater === undefined ? this.#events.holdsBytes() : this.#inflater.holdsBytes();
  }

  /** True when the body is judged: relayed, or failed. */
  #judgeStart(): boolean {
    const [first] = this.#kept;
    const bytes = this.#kept.length === 1 && first !== undefined ? first : Buffer.concat(this.#kept);
    const start = this.#isGzip ? gzipBodyStart(bytes) : bodyStart(bytes);
    if (start === "json") this.#relay(bytes);
    else if (start === "broken") this.#fail(problem("BAD_ENCODING", { source: "upstream" }));
    else if (start === "other") this.#phase = "collect";
    return start === "json" || start === "broken";
  }

  #relay(bytes: Buffer): void {
    this.#phase = "relay";
    this.#kept = [];
    const inflates = this.#isGzip && !this.#needs.acceptsGzip;
    if (inflates) this.#inflater = this.#createInflater();
    const { status = 0, contentLength, contentType, date } = this.#head ?? {};
    this.#events.begin({
      status,
      isGzip: this.#isGzip && !inflates,
      contentLength: inflates ? undefined : contentLength,
      contentType,
      date,
    });
    this.#pass(bytes);
  }

  #pass(chunk: Buffer): void {
    if (this.#inflater === undefined) this.#events.data(chunk);
    else if (!this.#inflater.write(chunk)) this.#link?.pause();
  }

  #createInflater(): Inflater {
    return new Inflater(this.#needs.limits, {
      data: (chunk) => this.#phase === "relay" && this.#events.data(chunk),
      end: () => {
        this.#over();
        this.#events.end();
      },
      failed: (value) => this.#fail(value),
      drained: () => this.#link?.resume(),
    });
  }

  /** Ends in `refused` with what was kept of the body. */
  #refuseKept(isWhole: boolean): void {
    const bytes = Buffer.concat(this.#kept);
    const inflated = this.#isGzip && bytes.length > 0 ? inflateStart(bytes) : bytes;
    if (inflated === null && (this.#head?.status ?? 0) < 300)
      return this.#fail(problem("BAD_ENCODING", { source: "upstream" }));
    this.#refuse(inflated?.toString("utf8") ?? "", isWhole);
  }

  #refuse(text: string, isWhole = false): void {
    const { status = 0, location, retryAfter } = this.#head ?? {};
    const link = this.#over();
    if (!isWhole) link?.abort();
    this.#events.refused({
      status,
      text,
      ...(location === undefined ? {} : { location }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }

  #onIdle(nowMs: number): void {
    // The silence is ours while a slow reader holds it back; then the total deadline alone counts.
    if (this.#isPaused) this.#heardMs = nowMs;
    else this.#fail(problem("UPSTREAM_STALLED", { bytes: this.#wireBytes }));
  }

  #tooLarge(bytes: number): void {
    this.#fail(problem("TOO_LARGE", { bytes, capBytes: this.#needs.limits.compressedBytes }));
  }

  #fail(value: Problem): void {
    if (this.#phase === "over") return;
    this.#over()?.abort();
    this.#events.failed({ problem: value, mayRetry: false, isConnect: false });
  }

  /** Lets go of everything that refers to bytes of the socket. */
  #over(): Link | null {
    const link = this.#link;
    this.#link = null;
    this.#phase = "over";
    this.#kept = [];
    this.#inflater?.destroy();
    return link;
  }
}
