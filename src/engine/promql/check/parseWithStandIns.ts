import type { Expr } from "../../../domain/query/promql/ast.ts";
import { type AstResult, parseToAst } from "../../../domain/query/promql/buildAst.ts";
import type { StandIn } from "./StandIn.ts";

/** The tree of a query, with its own names and places, although the parser was shown the stand-ins. */
export function parseWithStandIns(query: string, standIns: readonly StandIn[]): AstResult {
  const ordered = standIns.toSorted((a, b) => a.from - b.from);
  let shown = "";
  let at = 0;
  for (const { from, to, text } of ordered) {
    shown += query.slice(at, from) + text;
    at = to;
  }
  const parsed = parseToAst(shown + query.slice(at));
  if (!parsed.ok) return parsed;
  const names = new Map(ordered.flatMap(({ from, name }) => (name === undefined ? [] : [[from, name]])));
  return { ok: true, expr: restore(parsed.expr, names, placesOf(ordered)) };
}

type Names = ReadonlyMap<number, string>;
/** From an offset in the shown text to the one in the query. */
type Places = (offset: number) => number;

function placesOf(standIns: readonly StandIn[]): Places {
  return (offset) => {
    let longer = 0;
    for (const { from, to, text } of standIns) {
      if (from + longer >= offset) break;
      longer += text.length - (to - from);
      // Ends of a stand-in, and what is behind it.
      if (offset <= to + longer) return Math.min(to, offset - longer);
    }
    return offset - longer;
  };
}

function restore(expr: Expr, names: Names, places: Places): Expr {
  const from = places(expr.from);
  const at = { from, to: places(expr.to) };
  const inner = (child: Expr): Expr => restore(child, names, places);
  switch (expr.type) {
    case "number":
    case "string":
      return { ...expr, ...at };
    case "selector":
      return { ...expr, ...at, headTo: places(expr.headTo), name: names.get(from) ?? expr.name };
    case "call":
      return { ...expr, ...at, name: names.get(from) ?? expr.name, args: expr.args.map(inner) };
    case "aggregate":
      return { ...expr, ...at, param: expr.param && inner(expr.param), expr: inner(expr.expr) };
    case "binary":
      return { ...expr, ...at, lhs: inner(expr.lhs), rhs: inner(expr.rhs) };
    default:
      return { ...expr, ...at, expr: inner(expr.expr) };
  }
}
