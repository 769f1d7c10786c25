import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** One click that mends an empty answer: another text, another range, another source, a wider range, or the browser. */
export interface Fix {
  /** On the button. */
  readonly label: string;
  readonly expr?: string;
  readonly range?: ResolvedRange;
  readonly sourceId?: string;
  readonly widens?: true;
  /** Opens the browser beside the query, to look for the name there. */
  readonly opensBrowser?: true;
}

/** Why an answer is empty, as far as the source tells. */
export interface Why {
  readonly text: string;
  readonly fix?: Fix;
  /** Other ways out, as good as the first. */
  readonly others?: readonly Fix[];
}
