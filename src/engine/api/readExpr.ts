import type { Expr } from "../../domain/query/promql/ast.ts";
import { EngineError } from "../EngineError.ts";
import { checkQuery } from "../promql/check/checkQuery.ts";

/** A query whose mistakes are told without naming a parameter, as some operations do: "1:5: parse error: …". */
export function readExpr(text: string): Expr {
  try {
    return checkQuery(text);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.type, error.message.replace(/^invalid parameter "query": /, ""));
  }
}
