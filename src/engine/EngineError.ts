/** Prometheus' own names (web/api/v1/api.go). */
export type EngineErrorType =
  | "bad_data"
  | "execution"
  | "timeout"
  | "canceled"
  | "internal"
  | "not_found"
  | "unavailable";

const STATUS: Readonly<Record<EngineErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  canceled: 499,
  internal: 500,
  unavailable: 503,
  not_found: 404,
};

/** What ends a request: answered as `{"status":"error","errorType","error"}`. The message is for the reader of the query. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly type: EngineErrorType;

  constructor(type: EngineErrorType, message: string) {
    super(message);
    this.type = type;
  }

  get status(): number {
    return STATUS[this.type];
  }
}

/** A query that would hold more than it may, in Prometheus' words (promql/engine.go). */
export const tooManySamples = (): EngineError =>
  new EngineError("execution", "query processing would load too many samples into memory in query execution");
