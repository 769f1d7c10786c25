/**
 * A sum that carries along what rounding takes from it (Neumaier's form of Kahan's summation), as Prometheus sums
 * (util/kahansum). The parts are kept apart because some callers look at them.
 */
export class KahanSum {
  sum = 0;
  compensation = 0;

  add(value: number): void {
    const { sum } = this;
    const total = sum + value;
    if (total === Infinity || total === -Infinity) this.compensation = 0;
    else if (Math.abs(sum) >= Math.abs(value)) this.compensation += sum - total + value;
    else this.compensation += value - total + sum;
    this.sum = total;
  }

  get total(): number {
    return this.sum + this.compensation;
  }
}
