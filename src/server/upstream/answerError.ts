/**
 * "framing": it is no HTTP/1.1 that we trust. "long-head": its head exceeds the bound. "cut": the connection ended
 * before the answer did.
 */
export type AnswerFault = "framing" | "long-head" | "cut";

/** Why an answer cannot be read any further. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly fault: AnswerFault;

  constructor(fault: AnswerFault) {
    super(`answer: ${fault}`);
    this.fault = fault;
  }
}
