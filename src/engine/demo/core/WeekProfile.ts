import { WEEK_S } from "./weekTime.ts";

/** Second of the week and value. Two knots at one second are a jump. */
export type Knot = readonly [secondOfWeek: number, value: number];

const SLOT_S = 300;
/** Totals are multiples of this, so that a number of weeks times a total is exact and amounts never fall. */
const TOTAL_QUANTUM = 1 / 1_024;

/**
 * A curve that repeats every week, linear between knots: the rhythm of a rate or a level. Its integral is known in
 * closed form, so the amount between any two times, years apart, costs two look-ups.
 */
export class WeekProfile {
  readonly #starts: Float64Array;
  readonly #values: Float64Array;
  readonly #slopes: Float64Array;
  /** Integral from the start of the week to the start of the piece. */
  readonly #areas: Float64Array;
  /** The last piece that starts at or before the slot. */
  readonly #firstPieces: Uint16Array;
  /** The integral over one week. */
  readonly total: number;

  private constructor(knots: readonly Knot[]) {
    const pieces = piecesOf(knots);
    this.#starts = Float64Array.from(pieces, (piece) => piece.start);
    this.#values = Float64Array.from(pieces, (piece) => piece.value);
    this.#slopes = Float64Array.from(pieces, (piece) => piece.slope);
    this.#areas = new Float64Array(pieces.length);
    let area = 0;
    pieces.forEach((piece, i) => {
      this.#areas[i] = area;
      area += (piece.value + (piece.slope * piece.length) / 2) * piece.length;
    });
    this.total = Math.ceil(area / TOTAL_QUANTUM) * TOTAL_QUANTUM;
    this.#firstPieces = slotsOf(this.#starts);
  }

  /** Knots in the order of their time, within [0, one week). */
  static of(knots: readonly Knot[]): WeekProfile {
    return new WeekProfile(knots);
  }

  static flat(value: number): WeekProfile {
    return new WeekProfile([[0, value]]);
  }

  /** Linear between all knots of all factors: close to the product, and of the same kind as they. */
  static product(...factors: readonly WeekProfile[]): WeekProfile {
    return WeekProfile.#combine(factors, (a, b) => a * b);
  }

  static sum(...terms: readonly WeekProfile[]): WeekProfile {
    return WeekProfile.#combine(terms, (a, b) => a + b);
  }

  static #combine(parts: readonly WeekProfile[], join: (a: number, b: number) => number): WeekProfile {
    const seconds = new Set(parts.flatMap((part) => [...part.#starts]));
    const knots: Knot[] = [];
    for (const second of [...seconds].toSorted((a, b) => a - b)) {
      const before = parts.map((part) => part.#before(second)).reduce(join);
      const after = parts.map((part) => part.valueAt(second)).reduce(join);
      if (before !== after && second > 0) knots.push([second, before]);
      knots.push([second, after]);
    }
    return new WeekProfile(knots);
  }

  /** The curve a + b × value. */
  map(a: number, b: number): WeekProfile {
    const knots: Knot[] = [];
    this.#starts.forEach((second) => {
      if (second > 0) knots.push([second, a + b * this.#before(second)]);
      knots.push([second, a + b * this.valueAt(second)]);
    });
    return new WeekProfile(knots);
  }

  valueAt(weekTimeS: number): number {
    const second = weekTimeS - Math.floor(weekTimeS / WEEK_S) * WEEK_S;
    const i = this.#pieceAt(second);
    return (this.#values[i] ?? 0) + (this.#slopes[i] ?? 0) * (second - (this.#starts[i] ?? 0));
  }

  /** The integral from the anchor; negative before it. Never falls where the curve is not negative. */
  amountAt(weekTimeS: number): number {
    const week = Math.floor(weekTimeS / WEEK_S);
    const second = weekTimeS - week * WEEK_S;
    const i = this.#pieceAt(second);
    const passed = second - (this.#starts[i] ?? 0);
    const within =
      (this.#areas[i] ?? 0) + ((this.#values[i] ?? 0) + ((this.#slopes[i] ?? 0) * passed) / 2) * passed;
    return week * this.total + Math.min(within, this.total);
  }

  #pieceAt(second: number): number {
    let i = this.#firstPieces[Math.floor(second / SLOT_S)] ?? 0;
    while (i + 1 < this.#starts.length && (this.#starts[i + 1] ?? 0) <= second) i++;
    return i;
  }

  /** The limit from the left. */
  #before(second: number): number {
    const at = this.#pieceAt(second);
    const i = at > 0 && this.#starts[at] === second ? at - 1 : at;
    return (this.#values[i] ?? 0) + (this.#slopes[i] ?? 0) * (second - (this.#starts[i] ?? 0));
  }
}

interface Piece {
  readonly start: number;
  readonly value: number;
  readonly slope: number;
  readonly length: number;
}

function piecesOf(knots: readonly Knot[]): Piece[] {
  const first = knots[0] ?? [0, 0];
  const last = knots.at(-1) ?? first;
  // The week's first second lies on the line from the last knot to the first one of the next week.
  const gap = first[0] + WEEK_S - last[0];
  const opening: Knot = [0, last[1] + ((first[1] - last[1]) * (WEEK_S - last[0])) / gap];
  const all: Knot[] = first[0] > 0 ? [opening, ...knots] : [...knots];
  all.push([WEEK_S, first[0] > 0 ? opening[1] : first[1]]);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < all.length; i++) {
    const [start, value] = all[i] ?? first;
    const [end, next] = all[i + 1] ?? last;
    if (end > start)
      pieces.push({ start, value, slope: (next - value) / (end - start), length: end - start });
  }
  return pieces;
}

function slotsOf(starts: Float64Array): Uint16Array {
  const slots = new Uint16Array(WEEK_S / SLOT_S + 1);
  let piece = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    while (piece + 1 < starts.length && (starts[piece + 1] ?? 0) <= slot * SLOT_S) piece++;
    slots[slot] = piece;
  }
  return slots;
}
