/** A member's place in a roster. */
export interface Seat<T> {
  readonly value: T;
  at: number;
}

/**
 * Who is present, where members come and go with each request. A native Set copies its table every few changes,
 * and each copy points to the next: once one of them is old, it keeps what all later ones listed alive until the
 * next full collection (seen: a quarter of all garbage survived, and 14 ms pauses instead of 0.3 ms).
 */
export class Roster<T> {
  readonly #seats: Seat<T>[] = [];

  get size(): number {
    return this.#seats.length;
  }

  add(value: T): Seat<T> {
    const seat = { value, at: this.#seats.length };
    this.#seats.push(seat);
    return seat;
  }

  /** Removing twice does nothing. */
  remove(seat: Seat<T>): void {
    const last = this.#seats.at(-1);
    if (last === undefined || this.#seats[seat.at] !== seat) return;
    this.#seats[seat.at] = last;
    last.at = seat.at;
    this.#seats.pop();
    seat.at = -1;
  }

  /** Those present now, in no order; members may leave while it is read. */
  list(): T[] {
    return this.#seats.map(({ value }) => value);
  }
}
