import type { Expr } from "../../../domain/query/promql/ast.ts";
import { EngineError } from "../../EngineError.ts";
import type { DurationTimes } from "./durationArithmetic.ts";
import { parseChecked } from "./parseChecked.ts";

/** As `parseChecked`, with what the API says before it: `invalid parameter "query": 1:5: parse error: …`. */
export function checkQuery(query: string): Expr {
  return asParameter(() => parseChecked(query));
}

/** As `checkQuery`, for a query over a range, which cannot give ranges or texts. */
export function checkRangeQuery(query: string, times?: DurationTimes): Expr {
  return asParameter(() => parseChecked(query, { times, isOverRange: true }));
}

function asParameter(check: () => Expr): Expr {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.type, `invalid parameter "query": ${error.message}`);
  }
}
