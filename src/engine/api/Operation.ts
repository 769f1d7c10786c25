import type { MetricStore } from "../store/MetricStore.ts";
import type { Work } from "../work/Work.ts";
import type { ApiParams } from "./ApiParams.ts";
import type { JsonText } from "./JsonText.ts";

/** What queries may use. */
export interface QueryLimits {
  /** Samples held at once by one query; Prometheus' --query.max-samples. */
  readonly maxSamples: number;
  /** How long one query may compute. */
  readonly timeoutMs: number;
  /** How old the newest sample of an instant selector may be. */
  readonly lookbackMs: number;
}

export interface OperationCall {
  readonly params: ApiParams;
  readonly store: MetricStore;
  readonly limits: QueryLimits;
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
