import type { Expr } from "../../../domain/query/promql/ast.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { EngineError } from "../../EngineError.ts";
import type { DurationTimes } from "./checkDurations.ts";
import { documentedKind } from "./checkTypes.ts";
import { parseChecked } from "./parseChecked.ts";

/** As `parseChecked`, with what the API says before it: `invalid parameter "query": 1:5: parse error: …`. */
export function checkQuery(query: string): Expr {
  return asParameter(() => parseChecked(query));
}

/** As `checkQuery`, for a query over a range, which cannot give ranges or texts. */
export function checkRangeQuery(query: string, times?: DurationTimes): Expr {
  return asParameter(() => {
    const expr = parseChecked(query, times);
    if (expr.kind === "vector" || expr.kind === "scalar") return expr;
    const kind = quote(documentedKind(expr.kind));
    throw new EngineError(
      "bad_data",
      `invalid expression type ${kind} for range query, must be Scalar or instant Vector`,
    );
  });
}

function asParameter(check: () => Expr): Expr {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.type, `invalid parameter "query": ${error.message}`);
  }
}
