/** Many sums with Neumaier's compensation, dropped where a sum becomes infinite (util/kahansum). */
export class CompensatedSums {
  readonly sums: Float64Array;
  /** What rounding took from each. */
  readonly lost: Float64Array;

  constructor(cells: number) {
    this.sums = new Float64Array(cells);
    this.lost = new Float64Array(cells);
  }

  add(cell: number, value: number): void {
    const sum = this.sums[cell] as number;
    const total = sum + value;
    const lost = this.lost[cell] as number;
    if (total === Infinity || total === -Infinity) this.lost[cell] = 0;
    else if (Math.abs(sum) >= Math.abs(value)) this.lost[cell] = lost + (sum - total + value);
    else this.lost[cell] = lost + (value - total + sum);
    this.sums[cell] = total;
  }

  scale(cell: number, factor: number): void {
    this.sums[cell] = (this.sums[cell] as number) * factor;
    this.lost[cell] = (this.lost[cell] as number) * factor;
  }
}
