/**
 * A piece of a query that Prometheus takes and the official grammar for editors does not (a metric called `offset`,
 * `5.`, `min_of(1, 2)`, `STEP()`, a label with a colon in a grouping), and what that grammar takes in its place.
 */
export interface StandIn {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The name to put back into the tree, of the selector or call that begins here. */
  readonly name?: string;
}
