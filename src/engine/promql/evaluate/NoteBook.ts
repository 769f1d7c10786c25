import { formatGoValue } from "../../../domain/query/promql/goNumber.ts";
import type { ForcedMonotonicity, Notes } from "../functions/PromFunction.ts";
import type { CallPlan, Plan } from "./Plan.ts";
import { lineAndColumn } from "../check/ParseRefusal.ts";

/** Where a note belongs: the offset in the query's text, as our trees have it. */
interface NotePlace {
  readonly from: number;
}

interface Monotonicity extends NotePlace {
  readonly minMs: number;
  readonly maxMs: number;
  readonly minBucket: number;
  readonly maxBucket: number;
  readonly maxDiff: number;
  readonly count: number;
}

/** Ten are told. A quantile that changes with time would make one for every step. */
const MOST_TEXTS = 1_000;

/**
 * The warnings and infos of one query. One text is told once, at the place that said it last, as Prometheus does
 * (util/annotations).
 */
export class NoteBook {
  readonly #warnings = new Map<string, NotePlace>();
  readonly #infos = new Map<string, NotePlace>();
  #monotonicity: Monotonicity | null = null;

  warn(text: string, place: NotePlace): void {
    note(this.#warnings, text, place);
  }

  info(text: string, place: NotePlace): void {
    note(this.#infos, text, place);
  }

  /** The notes of a function, placed at its arguments. */
  forCall({ expr, args }: CallPlan): Notes {
    const place = (argument: number | "call" = 0): NotePlace =>
      argument === "call" ? expr : placeOf(args[argument] ?? { expr });
    return {
      warn: (text, argument) => this.warn(text, place(argument)),
      info: (text, argument) => this.info(text, place(argument)),
      forcedMonotonicity: (fix, argument) => this.#addMonotonicity(fix, place(argument)),
    };
  }

  #addMonotonicity(fix: ForcedMonotonicity, { from }: NotePlace): void {
    const known = this.#monotonicity;
    this.#monotonicity = {
      from: known?.from ?? from,
      minMs: Math.min(known?.minMs ?? fix.timeMs, fix.timeMs),
      maxMs: Math.max(known?.maxMs ?? fix.timeMs, fix.timeMs),
      minBucket: Math.min(known?.minBucket ?? fix.minBucket, fix.minBucket),
      maxBucket: Math.max(known?.maxBucket ?? fix.maxBucket, fix.maxBucket),
      maxDiff: Math.max(known?.maxDiff ?? fix.maxDiff, fix.maxDiff),
      count: (known?.count ?? 0) + 1,
    };
  }

  /** "PromQL warning: … (line:column)". */
  warningsIn(query: string): string[] {
    return lines("PromQL warning", this.#warnings, query);
  }

  infosIn(query: string): string[] {
    const infos = lines("PromQL info", this.#infos, query);
    if (this.#monotonicity) infos.push(monotonicityLine(this.#monotonicity, query));
    return infos;
  }
}

function note(notes: Map<string, NotePlace>, text: string, place: NotePlace): void {
  if (notes.size < MOST_TEXTS || notes.has(text)) notes.set(text, place);
}

/** Prometheus puts the result of a subquery in its place, and that has none. */
const placeOf = ({ type, expr }: Pick<Plan, "expr"> & { readonly type?: Plan["type"] }): NotePlace =>
  type === "subquery" ? { from: 0 } : expr;

function lines(preamble: string, notes: ReadonlyMap<string, NotePlace>, query: string): string[] {
  return [...notes].map(([text, { from }]) => `${preamble}: ${text} (${lineAndColumn(query, from)})`);
}

function monotonicityLine(fix: Monotonicity, query: string): string {
  const buckets = `from buckets ${formatGoValue(fix.minBucket)} to ${formatGoValue(fix.maxBucket)}`;
  const times = `from ${isoSeconds(fix.minMs)} to ${isoSeconds(fix.maxMs)}`;
  return (
    "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see " +
    "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile), " +
    `${buckets}, with a max diff of ${twoDigits(fix.maxDiff)}, over ${fix.count} samples ${times} ` +
    `(${lineAndColumn(query, fix.from)})`
  );
}

/** Go's %.2g: an exponent from 100 on, and what lies exactly in the middle goes to the even digit. */
function twoDigits(value: number): string {
  if (!Number.isFinite(value)) return formatGoValue(value);
  const [exact = "", power = ""] = value.toExponential(20).split("e");
  const isMiddle = /^\d\.[02468]50+$/.test(exact);
  const rounded = isMiddle ? Number(`${exact.slice(0, 3)}e${power}`) : Number(value.toPrecision(2));
  if (rounded < 100) return formatGoValue(rounded);
  const [mantissa = "", exponent = ""] = rounded.toExponential().split("e+");
  return `${mantissa}e+${exponent.padStart(2, "0")}`;
}

const isoSeconds = (timeMs: number): string =>
  new Date(Math.trunc(timeMs / 1000) * 1000).toISOString().replace(".000", "");
