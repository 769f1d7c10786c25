import type { Expr } from "../../../domain/query/promql/ast.ts";
import { parseToAst } from "../../../domain/query/promql/buildAst.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { parsePromql } from "../../../domain/query/promql/parse.ts";
import { EngineError } from "../../EngineError.ts";
import { checkTypes, documentedKind } from "./checkTypes.ts";
import { lineAndColumn, ParseRefusal } from "./ParseRefusal.ts";
import { readQuery } from "./readExpr.ts";
import { TokenStream } from "./TokenStream.ts";

/**
 * The query as a tree. What Prometheus 3.15 refuses (as it runs with promql-experimental-functions and no other
 * feature) is thrown as an EngineError "bad_data" in its words: `invalid parameter "query": 1:5: parse error: …`.
 */
export function checkQuery(query: string): Expr {
  if (parsePromql(query).isTooComplex) throw badQuery("the query is too long or too deeply nested");
  try {
    const tokens = new TokenStream(query);
    checkTypes(readQuery(tokens), query);
  } catch (error) {
    if (error instanceof ParseRefusal) throw parseError(query, error.offset, error.message);
    throw error;
  }
  const parsed = parseToAst(query);
  if (parsed.ok) return parsed.expr;
  // Never seen: the official grammar for editors and the server's own parser tell the same language.
  throw parseError(query, parsed.error.from, parsed.error.message);
}

/** As `checkQuery`, for a query over a range, which cannot give ranges or texts. */
export function checkRangeQuery(query: string): Expr {
  const expr = checkQuery(query);
  if (expr.kind === "vector" || expr.kind === "scalar") return expr;
  const kind = quote(documentedKind(expr.kind));
  throw badQuery(`invalid expression type ${kind} for range query, must be Scalar or instant Vector`);
}

function parseError(query: string, offset: number, message: string): EngineError {
  return badQuery(`${lineAndColumn(query, offset)}: parse error: ${message}`);
}

function badQuery(message: string): EngineError {
  return new EngineError("bad_data", `invalid parameter "query": ${message}`);
}
