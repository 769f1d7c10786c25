/** Of a problem's code: the status our own routes answer with, a title in plain words and the next step. */
export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  readonly advice: string;
}
