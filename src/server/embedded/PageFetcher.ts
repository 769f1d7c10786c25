import { ProblemError, problem } from "../../domain/problem/Problem.ts";
import type { Source } from "../sources/Source.ts";
import { Call } from "../upstream/Call.ts";
import { ConnectionPool } from "../upstream/ConnectionPool.ts";
import { connectorTo, type WayOut } from "../upstream/connectorTo.ts";
import { type Credentials, createCredentials } from "../upstream/credentials.ts";
import { defaultLimits, type UpstreamLimits } from "../upstream/limits.ts";
import { createHeaderBuilder, type HeaderNeeds } from "../upstream/outgoingHeaders.ts";
import { ReadBuffers } from "../upstream/ReadBuffers.ts";
import { TokenUse } from "../upstream/TokenUse.ts";
import { judgeContentType, judgePage } from "./judgePage.ts";
import { PageAnswer, type PageOutcome } from "./PageAnswer.ts";

export interface PageFetcherOptions extends Partial<Pick<WayOut, "env" | "lookup">> {
  readonly userAgent?: string;
  readonly limits?: Partial<UpstreamLimits>;
  readonly now?: () => number;
  readonly random?: () => number;
}

export interface MetricsPage {
  readonly contentType: string;
  /** Inflated. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The page's clock, as its Date header has it. */
  readonly date: string | undefined;
}

interface PageLine extends Pick<Credentials, "tokens"> {
  readonly source: Source;
  readonly pool: ConnectionPool;
  readonly headersFor: (needs: HeaderNeeds) => string[];
  readonly close: () => void;
}

/** What Prometheus 3 asks for, in its order (scrape/scrape.go, acceptHeader). */
const ACCEPT =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.7," +
  "application/openmetrics-text;version=0.0.1;q=0.6," +
  "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.3";

const NEEDS: HeaderNeeds = { acceptsGzip: true, isPost: false, categorizesLabels: false };

/**
 * Fetches the pages of OpenMetrics sources with their own way to sign in, TLS, headers and address policy, under the
 * bounds of their feeds. Nothing that is secret leaves this place.
 */
export class PageFetcher {
  readonly #options: PageFetcherOptions;
  readonly #limits: UpstreamLimits;
  readonly #buffers = new ReadBuffers();
  readonly #lines = new Map<string, PageLine>();

  constructor(options: PageFetcherOptions = {}) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  /** Rejects with a ProblemError, or with the reason of `signal`; so does a broken stream of chunks. */
  async fetch(source: Source, signal: AbortSignal): Promise<MetricsPage> {
    const { feed } = source;
    if (feed?.type !== "page") throw new Error("not a source with a page");
    signal.throwIfAborted();
    const line = this.#lineOf(source);
    const token = line.tokens === null ? undefined : new TokenUse(line.tokens);
    for (;;) {
      while (token?.isAtHand() === false) await unlessAborted(token.ready(), signal);
      const outcome = await this.#ask(line, { ...feed, signal });
      if (outcome.type === "page") {
        const { contentType, date } = outcome.head;
        return { contentType: contentType ?? "", chunks: outcome.chunks, date };
      }
      if (outcome.answer.status === 401 && token?.renews() === true) continue;
      throw new ProblemError(judgePage(outcome.answer, source));
    }
  }

  /** Ends the connections of a source that was removed or changed. */
  forget(id: string): void {
    this.#lines.get(id)?.close();
    this.#lines.delete(id);
  }

  close(): void {
    for (const id of this.#lines.keys()) this.forget(id);
  }

  async #ask(
    { pool, source, headersFor }: PageLine,
    bounds: { query: string; pageBytes: number; scrapeTimeoutMs: number; signal: AbortSignal },
  ): Promise<PageOutcome> {
    const { pageBytes, scrapeTimeoutMs: timeoutMs, signal } = bounds;
    const limits = { ...this.#limits, compressedBytes: pageBytes, decodedBytes: pageBytes };
    const answer = new PageAnswer();
    const clock = { nowMs: 0, everyMs: 0 };
    // It inflates what comes, whatever was asked for.
    const call = new Call({ limits, acceptsGzip: false, acceptsAnyBody: true, clock }, answer);
    const late = { detail: `No complete page within ${timeoutMs / 1000} s` };
    const end = (value = problem("UPSTREAM_TIMEOUT", late)) => {
      call.abort();
      answer.fail(value);
    };
    const timer = setTimeout(end, timeoutMs);
    const onAbort = () => end(problem("UPSTREAM_TIMEOUT", { detail: "The page was not waited for" }));
    signal.addEventListener("abort", onAbort, { once: true });
    answer.settled(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
    try {
      const path = source.prefix + bounds.query;
      pool.send({ method: "GET", path, body: null, headers: headersFor(NEEDS) }, call);
    } catch (error) {
      end(error instanceof ProblemError ? error.problem : problem("INTERNAL"));
    }
    const outcome = await answer.outcome;
    const wrong = outcome.type === "page" ? judgeContentType(outcome.head.contentType) : undefined;
    if (wrong === undefined) return outcome;
    end(wrong);
    throw new ProblemError(wrong);
  }

  #lineOf(source: Source): PageLine {
    const kept = this.#lines.get(source.id);
    if (kept?.source.version === source.version) return kept;
    this.forget(source.id);
    const {
      userAgent = "Sightglass",
      env = {},
      lookup,
      now = Date.now,
      random = Math.random,
    } = this.#options;
    const way = { limits: this.#limits, env, ...(lookup !== undefined && { lookup }) };
    const clock = { now, monotonic: () => performance.now(), random };
    const { tokens, secretOf, close } = createCredentials(source, {
      ...way,
      userAgent,
      clock,
      buffers: this.#buffers,
    });
    const pool = new ConnectionPool({
      host: new URL(source.baseOrigin).host,
      headBytes: this.#limits.headBytes,
      buffers: this.#buffers,
      connect: connectorTo(source, way),
    });
    const headersFor = createHeaderBuilder(source, { userAgent, accept: ACCEPT, secretOf });
    const line: PageLine = {
      source,
      pool,
      tokens,
      headersFor,
      close: () => {
        pool.close();
        close();
      },
    };
    this.#lines.set(source.id, line);
    return line;
  }
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
