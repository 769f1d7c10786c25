import type { QueryLimits } from "../promql/evaluate/QueryBudget.ts";
import type { MetricStore } from "../store/MetricStore.ts";
import type { Work } from "../work/Work.ts";
import type { ApiParams } from "./ApiParams.ts";
import type { JsonText } from "./JsonText.ts";

/** What one query may use, and how it looks back. */
export interface EngineLimits extends QueryLimits {
  /** How old the newest sample of an instant selector may be. */
  readonly lookbackMs: number;
}

export interface OperationCall {
  readonly params: ApiParams;
  readonly store: MetricStore;
  readonly limits: EngineLimits;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** What stands in the envelope's `data`, written while it is sent, and what the reader should know about it. */
export interface ApiAnswer {
  readonly writeData: (json: JsonText) => Work<void>;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** One operation of the HTTP API. Throws EngineError. */
export type ApiOperation = (call: OperationCall) => Work<ApiAnswer>;
