import type { ProblemCode } from "../../domain/problem/problemTable.ts";
import type { Seat } from "../http/Roster.ts";
import { Call } from "./Call.ts";
import type { AnswerHead, CallEvents, RefusedHead } from "./CallEvents.ts";
import { ownFailure, type Failure } from "./failure.ts";
import { FanOut, type Flow } from "./FanOut.ts";
import { failureOf, notQueued, tooLate, transportFailure } from "./flightFailures.ts";
import type { FlightHost } from "./FlightHost.ts";
import { judgeAnswer } from "./judgeAnswer.ts";
import { lineRequest } from "./lineRequest.ts";
import { retryAfterMs } from "./retryAfter.ts";
import type { Sink } from "./Sink.ts";
import type { QueuePlace, Waiter } from "./Slots.ts";
import type { SourceLine } from "./SourceLine.ts";
import { TokenUse } from "./TokenUse.ts";
import type { TransportFailure } from "./transportProblem.ts";
import type { Watched } from "./Watch.ts";
import type { FlightOrder } from "./upstreamRequest.ts";

const MAX_TRIES = 2;

/** One answer on its way: waiting for a slot, asking (twice at most), then streaming to all its readers. */
export class Flight implements CallEvents, Flow, Waiter, Watched {
  readonly order: FlightOrder;
  readonly line: SourceLine;
  readonly owner: string;
  readonly isQuery: boolean;
  bytes = 0;
  /** Its place among what is watched. */
  seat: Seat<Flight> | undefined;
  #calls = 0;
  readonly #host: FlightHost;
  readonly #fan: FanOut;
  readonly #startedMs: number;
  #phase: "queued" | "asking" | "waiting" | "streaming" | "over" = "queued";
  #call: Call | undefined;
  #tries = 0;
  readonly #dueMs: number;
  #retryTimer: NodeJS.Timeout | undefined;
  #hasSlot = false;
  #wasPost = false;
  readonly #token: TokenUse | null;

  constructor(order: FlightOrder, line: SourceLine, host: FlightHost) {
    this.order = order;
    this.line = line;
    this.owner = order.owner;
    this.isQuery = order.isQuery;
    this.#host = host;
    this.#startedMs = host.now();
    this.#fan = new FanOut(host.limits, this);
    this.#token = line.tokens === null ? null : new TokenUse(line.tokens);
    this.#dueMs = performance.now() + order.budgetMs;
  }

  sweep(nowMs: number): void {
    if (nowMs < this.#dueMs) return this.#call?.sweep(nowMs);
    this.settle(tooLate(this.order.budgetMs, this.#phase === "queued", this.bytes));
  }

  get sinks(): readonly Sink[] {
    return this.#fan.sinks;
  }

  join(sink: Sink): void {
    this.#fan.add(sink);
  }

  /** A reader left, or wants no more; the last one takes the call to the source with it. */
  leave(sink: Sink, outcome: "aborted" | ProblemCode = "aborted"): void {
    if (!this.#fan.remove(sink)) return;
    this.#host.settled(sink, this, outcome);
    if (this.#fan.sinks.length > 0) return this.#fan.drained();
    this.#call?.abort();
    this.#over();
  }

  /** Null: it waits for no slot (any more). */
  place(): QueuePlace | null {
    return this.#phase === "queued" ? this.#host.slots.placeOf(this.line.source.id, this) : null;
  }

  /** Calls made and not yet reported, so that shared ones are counted once. */
  takeCalls(): number {
    const calls = this.#calls;
    this.#calls = 0;
    return calls;
  }

  drained(): void {
    this.#fan.drained();
  }

  /** Asks as soon as there is a slot, which it takes only once there is a token. */
  start(): void {
    const refusal = this.line.gate.refusal(this.#host.now());
    if (refusal !== null) return this.settle(ownFailure(refusal));
    if (this.#token?.isAtHand() === false) return this.#awaitToken(() => this.#queue());
    this.#queue();
  }

  #queue(): void {
    this.#phase = "queued";
    const refusal = this.#host.slots.enter(this.line.source.id, this);
    if (refusal !== null) this.settle(notQueued(refusal));
  }

  /** Asks at once, past queue, pause and breaker. */
  startDirect(): void {
    this.#ask();
  }

  /** Ends it with an error for every reader. */
  settle(value: Failure): void {
    if (this.#phase === "over") return;
    this.#call?.abort();
    for (const sink of this.#fan.sinks) this.#host.settled(sink, this, value.problem.code);
    this.#fan.fail(value);
    this.#over();
  }

  enter(): void {
    this.#hasSlot = true;
    const refusal = this.line.gate.refusal(this.#host.now());
    if (refusal !== null) return this.settle(ownFailure(refusal));
    this.line.gate.earn();
    this.#ask();
  }

  /** Meanwhile the deadline counts. */
  #awaitToken(next: () => void): void {
    this.#phase = "waiting";
    this.#token?.ready().then(
      () => this.#phase === "waiting" && next(),
      (error: unknown) => this.settle(failureOf(error)),
    );
  }

  #ask(): void {
    const { line, order } = this;
    if (this.#token?.isAtHand() === false) return this.#awaitToken(() => this.#ask());
    this.#phase = "asking";
    this.#tries += 1;
    try {
      const request = lineRequest(line, order);
      this.#wasPost = request.method === "POST";
      line.gate.called(this.#host.now());
      this.#calls += 1;
      const acceptsAnyBody = order.operation === "health";
      const { limits, watch: clock } = this.#host;
      this.#call = new Call({ limits, acceptsGzip: order.acceptsGzip, acceptsAnyBody, clock }, this);
      line.pool.send(request, this.#call);
    } catch (error) {
      this.settle(failureOf(error));
    }
  }

  pause(): void {
    this.#call?.pause();
  }

  resume(): void {
    this.#call?.resume();
  }

  begin(head: AnswerHead): void {
    this.#phase = "streaming";
    this.line.gate.answered();
    this.#host.closed(this);
    this.#fan.begin(head);
  }

  data(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#fan.data(chunk);
  }

  holdsBytes(): boolean {
    return this.#fan.holdsBytes();
  }

  end(): void {
    for (const sink of this.#fan.sinks) this.#host.settled(sink, this, "ok");
    this.#fan.end();
    this.#over();
  }

  refused(answer: RefusedHead): void {
    const { source, gate } = this.line;
    const { now, random } = this.#host;
    const asked = retryAfterMs(answer.retryAfter, now());
    if (answer.status === 429)
      return this.settle(ownFailure(gate.limited(asked, { nowMs: now(), random: random() })));
    gate.answered();
    if (answer.status === 401 && this.#token?.renews() === true) return this.#ask();
    if (answer.status === 405 && this.#wasPost) {
      this.line.refusesPost = true;
      return this.#ask();
    }
    const judged = judgeAnswer({ ...answer, source, operation: this.order.operation });
    const isBusy = answer.status === 502 || answer.status === 503 || answer.status === 504;
    // A 503 whose errorType is timeout was the query's own fault: asking again only doubles the load.
    if (isBusy && asked === null && judged.errorType !== "timeout" && this.#retry()) return;
    const wait =
      isBusy && asked !== null ? { retryAfterMs: Math.min(asked, this.#host.limits.retryAfterMaxMs) } : {};
    this.settle({ ...judged, problem: { ...judged.problem, ...wait } });
  }

  failed(reason: TransportFailure): void {
    const { gate, source } = this.line;
    if (reason.isConnect) gate.connectFailed(this.#host.now());
    if (this.#phase !== "streaming" && reason.mayRetry && this.#retry()) return;
    this.settle(transportFailure(reason, source));
  }

  /** Full jitter: anywhere between at once and a bound that doubles. False when it is not worth or not allowed. */
  #retry(): boolean {
    const { limits, random, now } = this.#host;
    const waitMs = random() * Math.min(limits.retryMaxMs, limits.retryMinMs * 2 ** this.#tries);
    const isLate = now() - this.#startedMs + waitMs >= this.order.budgetMs;
    const { gate } = this.line;
    if (this.#tries >= MAX_TRIES || isLate || gate.refusal(now()) !== null || !gate.spend()) return false;
    this.#phase = "waiting";
    this.#retryTimer = setTimeout(() => this.#ask(), waitMs);
    return true;
  }

  cut(sink: Sink): void {
    this.#host.settled(sink, this, "OVERLOADED");
    if (this.#fan.sinks.length > 0) return;
    this.#call?.abort();
    this.#over();
  }

  #over(): void {
    if (this.#phase === "over") return;
    const { slots } = this.#host;
    this.#phase = "over";
    // A finished call refers to bytes of its socket; let go of them now, or the collector meets them when old.
    this.#call = undefined;
    if (this.#retryTimer !== undefined) clearTimeout(this.#retryTimer);
    this.#host.closed(this);
    this.#host.over(this);
    if (this.#hasSlot) slots.release(this.line.source.id, this);
    else slots.leaveQueue(this.line.source.id, this);
  }
}
