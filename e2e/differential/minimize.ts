import { childrenOf, type Expr } from "../../src/domain/query/promql/ast.ts";
import { parseToAst } from "../../src/domain/query/promql/buildAst.ts";
import { type ApiRequest, paramOf } from "./Request.ts";

/** The smallest part of the query about which they still differ; the request itself where it is no query. */
export async function minimize(
  request: ApiRequest,
  differs: (smaller: ApiRequest) => Promise<boolean>,
): Promise<ApiRequest> {
  const text = paramOf(request, "query") ?? "";
  const parsed = parseToAst(text);
  if (!parsed.ok) return request;
  for (const part of partsOf(parsed.expr)) {
    if (
      part.type === "number" ||
      part.type === "string" ||
      (part.kind === "matrix" && request.path !== "query")
    )
      continue;
    const query = text.slice(part.from, part.to);
    const params = request.params.map(([name, value]) => [name, name === "query" ? query : value] as const);
    const smaller = { ...request, params };
    if (query !== text && (await differs(smaller))) return minimize(smaller, differs);
  }
  return request;
}

/** Parts right below, and those below a range. */
function partsOf(expr: Expr): readonly Expr[] {
  return childrenOf(expr).flatMap((part) => (part.type === "subquery" ? [part, part.expr] : [part]));
}
