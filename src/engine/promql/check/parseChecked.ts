import type { Expr, ResultKind } from "../../../domain/query/promql/ast.ts";
import { parseToAst } from "../../../domain/query/promql/buildAst.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { parsePromql } from "../../../domain/query/promql/parse.ts";
import { EngineError } from "../../EngineError.ts";
import { checkDurations, DurationRefusal } from "./checkDurations.ts";
import { checkTypes, documentedKind } from "./checkTypes.ts";
import type { DurationTimes } from "./durationArithmetic.ts";
import { lineAndColumn, ParseRefusal, utf8Length } from "./ParseRefusal.ts";
import { parseWithStandIns } from "./parseWithStandIns.ts";
import { readQuery } from "./readExpr.ts";
import { TokenStream } from "./TokenStream.ts";

interface ParseOptions {
  /** Left out: those of an instant query. */
  readonly times?: DurationTimes | undefined;
  /** A query over a range cannot give ranges or texts. */
  readonly isOverRange?: boolean;
}

/**
 * The query as a tree. What Prometheus 3.15 refuses (as it runs with promql-experimental-functions and no other
 * feature) is thrown as an EngineError "bad_data" in its words and at its place: `1:5: parse error: …`.
 */
export function parseChecked(query: string, { times, isOverRange = false }: ParseOptions = {}): Expr {
  if (parsePromql(query).isTooComplex)
    throw new EngineError("bad_data", "the query is too long or too deeply nested");
  const tokens = new TokenStream(query);
  try {
    const node = readQuery(tokens);
    checkTypes(node, query);
    if (isOverRange) refuseKind(node.kind);
    checkDurations(node, times ?? { stepMs: 0, rangeMs: 0 });
  } catch (error) {
    throw error instanceof ParseRefusal ? refused(query, error) : error;
  }
  const { standIns } = tokens;
  const parsed = standIns.length === 0 ? parseToAst(query) : parseWithStandIns(query, standIns);
  if (parsed.ok) return parsed.expr;
  // Not seen in thousands of queries, since with the stand-ins both tell the same language.
  throw refused(query, new ParseRefusal(parsed.error.from, parsed.error.message));
}

function refuseKind(kind: ResultKind): void {
  if (kind === "vector" || kind === "scalar") return;
  const found = quote(documentedKind(kind));
  throw new EngineError(
    "bad_data",
    `invalid expression type ${found} for range query, must be Scalar or instant Vector`,
  );
}

/** As the server's answer. */
export function refused(query: string, refusal: ParseRefusal): EngineError {
  const { offset, message } = refusal;
  const bytesTo = (end: number): number => utf8Length(query.slice(0, end));
  const text =
    refusal instanceof DurationRefusal
      ? `${bytesTo(offset)}:${bytesTo(refusal.to)}: ${message}`
      : `${lineAndColumn(query, offset)}: parse error: ${message}`;
  return new EngineError("bad_data", text);
}
