import { problem, type Problem } from "../../../domain/problem/Problem.ts";
import { LOCAL } from "../../auth/Principal.ts";
import type { Source } from "../../sources/Source.ts";
import { checkParams } from "../../upstream/checkParams.ts";
import { type OperationName, operations } from "../../upstream/operations.ts";
import type { Upstreams } from "../../upstream/UpstreamPool.ts";
import { type DataSpan, spansOf } from "./dataSpans.ts";

export interface QueryBudgetDeps {
  readonly upstreams: Pick<Upstreams, "collect">;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Longest wait for index/stats; what it has not said by then is unknown. */
  readonly deadlineMs?: number;
}

/** A query that may cost: its operation and its parameters as they are sent on. */
export interface CostlyQuery {
  readonly source: Source;
  readonly operation: OperationName;
  readonly encoded: string;
  /** Who asks: the question about its cost takes its turn among their others (T14). Default: whoever is at this machine. */
  readonly owner?: string | undefined;
}

interface Answer {
  readonly span: DataSpan;
  readonly atMs: number;
  /** null: unknown. */
  readonly bytes: Promise<number | null>;
}

interface Estimate {
  readonly bytes: number | null;
  /** Not of a wider span that holds this one. */
  readonly isOwn: boolean;
}

const DEADLINE_MS = 2_000;
/** Four numbers, however they are set. */
const MOST_BYTES = 64 * 1024;
/** Pages of one query, and its volume beside it, come within this. */
const KEEP_MS = 30_000;
const KEPT_SELECTORS = 500;
const KEPT_PER_SELECTOR = 8;
/** More selectors than any sensible query; the rest is not asked about. */
const MAX_SPANS = 20;
/** A refresh moves the end by some seconds, a volume query the start by a step: still the same question. */
const SLACK_NS = 60_000_000_000n;
const SLACK_SHARE = 50n;

/**
 * What a query would make a source read, by its index/stats, against the source's budget. An estimate that is late or
 * missing lets the query through: the budget guards against mistakes, it is no quota.
 */
export class QueryBudget {
  readonly #deps: QueryBudgetDeps;
  readonly #answers = new Map<string, readonly Answer[]>();

  constructor(deps: QueryBudgetDeps) {
    this.#deps = deps;
  }

  /** Does this operation of this source have a budget at all? */
  applies({ source, operation }: CostlyQuery): boolean {
    return (
      source.budgetBytes !== undefined && (operation === "loki_query" || operation === "loki_query_range")
    );
  }

  /** The refusal, or null when the query may run. Never throws. */
  async refusal(query: CostlyQuery): Promise<Problem | null> {
    const capBytes = query.source.budgetBytes ?? Number.POSITIVE_INFINITY;
    const spans = spansOf(query, this.#deps.now()).slice(0, MAX_SPANS);
    let estimates = await Promise.all(spans.map(async (span) => this.#atMost(query, span)));
    if (sumOf(estimates) > capBytes && estimates.some(({ isOwn }) => !isOwn))
      estimates = await Promise.all(spans.map(async (span) => this.#exactly(query, span)));
    const bytes = sumOf(estimates);
    if (bytes <= capBytes) return null;
    const detail = `It would read about ${sizeText(bytes)}; the budget is ${sizeText(capBytes)}`;
    return problem("OVER_BUDGET", { detail, bytes, capBytes });
  }

  /** What was found out about a query already, in bytes; undefined when nothing was. */
  async known(query: CostlyQuery): Promise<number | undefined> {
    const found = spansOf(query, this.#deps.now()).flatMap((span) => this.#find(query.source, span) ?? []);
    if (found.length === 0) return undefined;
    return sumOf(await Promise.all(found.map(async (answer) => ({ bytes: await answer.bytes }))));
  }

  async #atMost(query: CostlyQuery, span: DataSpan): Promise<Estimate> {
    const found = this.#find(query.source, span);
    if (found === undefined) return this.#exactly(query, span);
    return { bytes: await found.bytes, isOwn: isSame(found.span, span) };
  }

  async #exactly(query: CostlyQuery, span: DataSpan): Promise<Estimate> {
    const found = this.#fresh(query.source, span).find((answer) => isSame(answer.span, span));
    const answer = found ?? this.#ask(query, span);
    return { bytes: await answer.bytes, isOwn: true };
  }

  #find(source: Source, span: DataSpan): Answer | undefined {
    const fresh = this.#fresh(source, span);
    return (
      fresh.find((answer) => isSame(answer.span, span)) ?? fresh.find((answer) => holds(answer.span, span))
    );
  }

  #fresh(source: Source, span: DataSpan): readonly Answer[] {
    const since = this.#deps.now() - KEEP_MS;
    return (this.#answers.get(keyOf(source, span)) ?? []).filter(({ atMs }) => atMs >= since);
  }

  /** Bounded by its own deadline and not by the reader: another one may wait for the same answer. */
  #ask(query: CostlyQuery, span: DataSpan): Answer {
    const key = keyOf(query.source, span);
    const answer: Answer = { span, atMs: this.#deps.now(), bytes: this.#readStats(query, span) };
    const kept = [answer, ...this.#fresh(query.source, span)].slice(0, KEPT_PER_SELECTOR);
    // Set anew, so that the map's order is that of use.
    this.#answers.delete(key);
    this.#answers.set(key, kept);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_SELECTORS && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  async #readStats({ source, owner = LOCAL.id }: CostlyQuery, span: DataSpan): Promise<number | null> {
    const form = { query: span.selector, start: String(span.fromNs), end: String(span.toNs) };
    const operation = "loki_index_stats";
    const signal = AbortSignal.timeout(this.#deps.deadlineMs ?? DEADLINE_MS);
    try {
      const encoded = checkParams(operations[operation], [String(new URLSearchParams(form))]);
      const call = { source, operation, params: { encoded, isPost: false } } as const;
      const { body } = await this.#deps.upstreams.collect(call, { owner, signal, capBytes: MOST_BYTES });
      const stats = JSON.parse(body.toString("utf8")) as { bytes?: unknown } | null;
      return typeof stats?.bytes === "number" ? stats.bytes : null;
    } catch {
      return null;
    }
  }
}

function keyOf(source: Source, span: DataSpan): string {
  return `${source.id}\n${source.version}\n${span.selector}`;
}

function isSame(a: DataSpan, b: DataSpan): boolean {
  return a.fromNs === b.fromNs && a.toNs === b.toNs;
}

/** With some slack: `asked` is at most what `wide` is. */
function holds(wide: DataSpan, asked: DataSpan): boolean {
  const share = (wide.toNs - wide.fromNs) / SLACK_SHARE;
  const slack = share > SLACK_NS ? share : SLACK_NS;
  return asked.fromNs >= wide.fromNs - slack && asked.toNs <= wide.toNs + slack;
}

function sumOf(estimates: readonly { readonly bytes: number | null }[]): number {
  return estimates.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

function sizeText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${units[power] ?? ""}`;
}
