import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** One click that mends an empty answer: another text, another range, another source, or a wider range. */
export interface Fix {
  /** On the button. */
  readonly label: string;
  readonly expr?: string;
  readonly range?: ResolvedRange;
  readonly sourceId?: string;
  readonly widens?: true;
}

/** Why an answer is empty, as far as the source tells. */
export interface Why {
  readonly text: string;
  readonly fix?: Fix;
  /** Other ways out, as good as the first. */
  readonly others?: readonly Fix[];
}
