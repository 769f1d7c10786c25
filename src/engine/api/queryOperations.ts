import { EngineError } from "../EngineError.ts";
import { evaluateQuery, type QueryRequest } from "../promql/evaluateQuery.ts";
import type { Work } from "../work/Work.ts";
import { invalidParameter } from "./ApiParams.ts";
import type { ApiAnswer, ApiOperation, OperationCall } from "./Operation.ts";
import { cutSeries, writeQueryData } from "./writeQueryData.ts";

/** Prometheus refuses more (web/api/v1/api.go, queryRange). */
const MAX_POINTS = 11_000;

/** /api/v1/query */
export const query: ApiOperation = function* (call) {
  const { params, nowMs } = call;
  const limit = params.limit();
  const timeMs = params.optionalTimeMs("time", nowMs);
  return yield* answer(call, limit, { isInstant: true, startMs: timeMs, endMs: timeMs, stepMs: 1 });
};

/** /api/v1/query_range */
export const queryRange: ApiOperation = function* (call) {
  const { params } = call;
  const limit = params.limit();
  const startMs = params.timeMs("start");
  const endMs = params.timeMs("end");
  if (endMs < startMs) throw invalidParameter("end", "end timestamp must not be before start time");
  const askedMs = params.durationMs("step");
  const stepMs = Math.trunc(askedMs);
  if (stepMs <= 0)
    throw invalidParameter(
      "step",
      "zero or negative query resolution step widths are not accepted. Try a positive integer",
    );
  if (Math.floor((endMs - startMs) / askedMs) > MAX_POINTS)
    throw new EngineError(
      "bad_data",
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  return yield* answer(call, limit, { isInstant: false, startMs, endMs, stepMs });
};

type Evaluated = Pick<QueryRequest, "isInstant" | "startMs" | "endMs" | "stepMs">;

function* answer(call: OperationCall, limit: number, times: Evaluated): Work<ApiAnswer> {
  const { params, store, limits } = call;
  const timeoutMs = Math.min(params.timeoutMs() ?? Infinity, limits.timeoutMs);
  const evaluation = evaluateQuery({
    ...times,
    store,
    lookbackMs: params.lookbackMs() ?? limits.lookbackMs,
    text: params.text("query"),
    limits: { ...limits, timeoutMs },
    nowMs: () => performance.now(),
  });
  const { data, warnings, infos } = yield* evaluation;
  const shown = cutSeries(data, limit);
  return {
    writeData: (json) => writeQueryData(json, shown.data),
    warnings: shown.isCut ? [...warnings, "results truncated due to limit"] : warnings,
    infos,
  };
}
