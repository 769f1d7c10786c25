/** How many may go, out of what all replicas have together. */
export interface Loan {
  readonly granted: number;
  /** Nothing granted: when there is one again. */
  readonly waitMs: number;
}

export interface LoanRequest {
  readonly most: number;
  /** Left of the loan before. */
  readonly back: number;
}

/** One rate per owner for all replicas of the server. */
export interface SharedRates {
  /** Null: there is nobody to ask at the moment. Never throws. */
  borrow(owner: string, request: LoanRequest): Promise<Loan | null>;
}
