import type { LookupFunction } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { LOCAL } from "../auth/Principal.ts";
import { BodySink, type WholeAnswer } from "./BodySink.ts";
import { CollectSink, type UpstreamAnswer } from "./CollectSink.ts";
import { type AskParams, directOrder } from "./directOrder.ts";
import { failure } from "./failure.ts";
import { Flight } from "./Flight.ts";
import type { FlightHost } from "./FlightHost.ts";
import { heeding } from "./heeding.ts";
import { defaultLimits, type UpstreamLimits } from "./limits.ts";
import type { OperationName, ProbeName } from "./operations.ts";
import { ReadBuffers } from "./ReadBuffers.ts";
import { readerOrder } from "./readerOrder.ts";
import { ReplySink } from "./ReplySink.ts";
import { Shelf } from "./Shelf.ts";
import type { SharedRates } from "./SharedRates.ts";
import type { Sink } from "./Sink.ts";
import { type Queued, Slots } from "./Slots.ts";
import { takesGzip } from "./takesGzip.ts";
import type { UpstreamEvent } from "./UpstreamEvent.ts";
import type { FlightOrder } from "./upstreamRequest.ts";
import { Watch } from "./Watch.ts";
import { createSourceLine, type SourceLine } from "./SourceLine.ts";

/** Checked parameters, ready to be sent: encoded by us, in the order of the operation's table. */
export interface CheckedParams {
  /** "query=up&time=1" (may be empty). */
  readonly encoded: string;
  /** The label of label_values, already as a safe path segment. */
  readonly labelSegment?: string;
  /** The reader sent a form. */
  readonly isPost: boolean;
  readonly categorizesLabels?: boolean;
}

export interface UpstreamDeps {
  readonly limits?: Partial<UpstreamLimits>;
  /** Sent as user-agent; default "Sightglass". */
  readonly userAgent?: string;
  /** HTTPS_PROXY and NO_PROXY (either case); nothing else is read. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Name resolution; default `dns.lookup`. */
  readonly lookup?: LookupFunction;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly observe?: (event: UpstreamEvent) => void;
  /** Default: the rates of this process alone. */
  readonly rates?: SharedRates;
}

export interface ForwardCall {
  readonly source: Source;
  readonly operation: OperationName;
  readonly params: CheckedParams;
  /** Who asks, for fairness: a person's id, or a link's. Default: whoever is at this machine. */
  readonly owner?: string;
}

export interface CollectOptions {
  readonly owner: string;
  /** Bytes of the inflated body. Default: `limits.decodedBytes`. */
  readonly capBytes?: number;
  readonly requestId?: string;
  readonly signal?: AbortSignal;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
}

export interface Upstreams {
  /** Streams the source's answer into the reply (which it hijacks), or our envelope when that fails. */
  forward(call: ForwardCall, request: FastifyRequest, reply: FastifyReply): void;
  /**
   * Asks as a reader would (queue, breaker, retries, deadline; shared with equal questions) and gives the whole body,
   * inflated. Throws ProblemError as a data route would answer it, or the signal's reason.
   */
  collect(call: ForwardCall, options: CollectOptions): Promise<WholeAnswer>;
  /** What waits for this owner, in the order it came. */
  queueOf(owner: string): Queued[];
  /**
   * Asks for the server itself (probe, "test this source"): outside the queue and the breaker, never shared.
   * Throws ProblemError for anything but a 2xx answer. `health` asks `source.healthPath`.
   */
  ask(
    source: Source,
    operation: OperationName | ProbeName,
    params: AskParams,
    options?: AskOptions,
  ): Promise<UpstreamAnswer>;
  /** Takes no new work, lets what runs finish for `graceMs` (default 10 s), then ends the rest as failures. */
  close(options?: { graceMs?: number }): Promise<void>;
  /** Ends the connections of a source that was removed or changed; what runs finishes first. */
  forget(sourceId: string): void;
}

/** Ways to the sources: one pool of connections per source and version, shared calls, bounds and deadlines. */
export function createUpstreams(deps: UpstreamDeps = {}): Upstreams {
  return new UpstreamPool(deps);
}

class UpstreamPool implements Upstreams, FlightHost {
  readonly limits: UpstreamLimits;
  readonly slots: Slots;
  readonly now: () => number;
  readonly random: () => number;
  readonly #deps: UpstreamDeps;
  readonly #buffers = new ReadBuffers();
  readonly #lines = new Map<string, SourceLine>();
  readonly #joinable = new Shelf<Flight>();
  readonly watch: Watch<Flight>;
  #isClosing = false;
  #whenIdle: (() => void) | undefined;

  constructor(deps: UpstreamDeps) {
    this.#deps = deps;
    this.limits = { ...defaultLimits, ...deps.limits };
    this.slots = new Slots(this.limits, undefined, deps.rates);
    this.watch = new Watch(Math.min(this.limits.headMs, this.limits.idleMs));
    this.now = deps.now ?? Date.now;
    this.random = deps.random ?? Math.random;
  }

  forward(call: ForwardCall, request: FastifyRequest, reply: FastifyReply): void {
    const { owner = LOCAL.id } = call;
    const sink = new ReplySink(request, reply, owner);
    if (this.#isClosing) return sink.fail(failure("SHUTTING_DOWN", { retryAfterMs: 1_000 }));
    const acceptsGzip = takesGzip(request.headers["accept-encoding"]);
    this.#board(sink, call.source, readerOrder(call, { acceptsGzip, owner }));
  }

  async collect(call: ForwardCall, options: CollectOptions): Promise<WholeAnswer> {
    const { owner, capBytes: decodedBytes = this.limits.decodedBytes, requestId = "", signal } = options;
    signal?.throwIfAborted();
    if (this.#isClosing) throw new ProblemError(failure("SHUTTING_DOWN", { retryAfterMs: 1_000 }).problem);
    const sink = new BodySink({ owner, requestId, decodedBytes, inflateRatio: this.limits.inflateRatio });
    // As the page asks, so that both share a call.
    const flight = this.#board(sink, call.source, readerOrder(call, { acceptsGzip: true, owner }));
    return await heeding(signal, { flight, sink });
  }

  queueOf(owner: string): Queued[] {
    return this.watch.list().flatMap((flight) => {
      const sinks = flight.sinks.filter((sink) => sink.owner === owner);
      const place = sinks.length === 0 ? null : flight.place();
      if (place === null) return [];
      return sinks.map(({ requestId }) => ({ requestId, sourceId: flight.line.source.id, ...place }));
    });
  }

  // oxlint-disable-next-line max-params -- the shape other modules were promised; the last two are options
  async ask(
    source: Source,
    operation: OperationName | ProbeName,
    params: AskParams,
    options: AskOptions = {},
  ): Promise<UpstreamAnswer> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#isClosing) throw new ProblemError(failure("SHUTTING_DOWN").problem);
    const sink = new CollectSink();
    const flight = this.#createFlight(source, directOrder(source, operation, params));
    flight.join(sink);
    flight.startDirect();
    return await heeding(signal, { flight, sink });
  }

  async close({ graceMs = 10_000 }: { graceMs?: number } = {}): Promise<void> {
    this.#isClosing = true;
    const idle = new Promise<void>((resolve) => {
      this.#whenIdle = resolve;
      if (this.watch.size === 0) resolve();
    });
    const timer = setTimeout(() => {
      const ended = failure("SHUTTING_DOWN", { retryAfterMs: 1_000 });
      for (const flight of this.watch.list()) flight.settle(ended);
    }, graceMs);
    await idle;
    clearTimeout(timer);
    for (const { pool } of this.#lines.values()) pool.destroy();
    this.#lines.clear();
  }

  forget(sourceId: string): void {
    this.#lines.get(sourceId)?.close();
    this.#lines.delete(sourceId);
  }

  closed(flight: Flight): void {
    const { key } = flight.order;
    if (key !== null) this.#joinable.take(key, flight);
  }

  over(flight: Flight): void {
    if (flight.seat !== undefined) this.watch.delete(flight.seat);
    if (this.#isClosing && this.watch.size === 0) this.#whenIdle?.();
  }

  settled(sink: Sink, flight: Flight, code: UpstreamEvent["outcome"]): void {
    const { observe } = this.#deps;
    if (observe === undefined) return;
    observe({
      sourceId: flight.line.source.id,
      operation: flight.order.operation,
      outcome: code,
      durationMs: sink.arrivedMs === 0 ? 0 : this.now() - sink.arrivedMs,
      calls: flight.takeCalls(),
      bytes: flight.bytes,
      requestId: sink.requestId,
    });
  }

  /** Joins the call that is on its way for the same question, or starts one. */
  #board(sink: ReplySink | BodySink, source: Source, order: FlightOrder): Flight {
    const shared = order.key === null ? undefined : this.#joinable.get(order.key);
    const flight = shared ?? this.#createFlight(source, order);
    sink.flight = flight;
    if (this.#deps.observe !== undefined) sink.arrivedMs = this.now();
    flight.join(sink);
    if (shared === undefined) flight.start();
    return flight;
  }

  #createFlight(source: Source, order: FlightOrder): Flight {
    const flight = new Flight(order, this.#lineOf(source), this);
    if (order.key !== null) this.#joinable.put(order.key, flight);
    flight.seat = this.watch.add(flight);
    return flight;
  }

  #lineOf(source: Source): SourceLine {
    const kept = this.#lines.get(source.id);
    if (kept?.source.version === source.version) return kept;
    this.forget(source.id);
    const { userAgent = "Sightglass", env = {}, lookup } = this.#deps;
    const line = createSourceLine(source, {
      limits: this.limits,
      userAgent,
      env,
      buffers: this.#buffers,
      clock: { now: this.now, monotonic: () => performance.now(), random: this.random },
      ...(lookup === undefined ? {} : { lookup }),
    });
    this.#lines.set(source.id, line);
    return line;
  }
}
