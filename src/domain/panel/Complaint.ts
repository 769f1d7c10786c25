/** What an editor has to correct, and where: "queries.0.expr", "variables.1.choice.pattern". */
export interface Complaint {
  readonly field: string;
  readonly message: string;
}
