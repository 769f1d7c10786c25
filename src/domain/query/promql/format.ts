import { isLongLine } from "../longLine.ts";
import type { Expr } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { hideVariables } from "./hideVariables.ts";
import { parsePromql, positionAt } from "./parse.ts";
import { aggregateHead, binaryHead, printLine, subquerySuffix } from "./print.ts";

const INDENT = "  ";

export type FormatResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** Offset in the text, and the same as 1-based line and column. */
      readonly offset: number;
      readonly position: { readonly line: number; readonly column: number };
      readonly message: string;
    };

/**
 * Formats a query as Prometheus' own `/api/v1/format_query` does (3.15), without asking a server; idempotent.
 * Known differences: texts that the official Lezer grammar does not read are refused (`2.`, `max_of(1, 2)` outside of
 * brackets, `STEP()`, a metric called `offset`); `+Inf ^ x` does not gain another plus; and a calculation that follows
 * `offset (…)` is split as a calculation of the values.
 * Prometheus drops comments. Here each comment keeps its text on a line of its own: those before or
 * inside the expression above it, those after the expression below it, in their order.
 * Variables such as `$__rate_interval` are kept as they are written.
 * Type errors (`rate(up)`) are formatted too; the server would refuse them.
 */
export function format(text: string): FormatResult {
  const { text: plain, map, restore } = hideVariables(text);
  const parsed = parseToAst(plain);
  if (!parsed.ok) {
    const offset = map.toTyped(parsed.error.from);
    return { ok: false, offset, position: positionAt(text, offset), message: parsed.error.message };
  }
  const { above, below } = commentsOf(plain, parsed.expr.to);
  const lines = [...above, formatExpr(parsed.expr, restore), ...below];
  return { ok: true, text: restore(lines.join("\n")) };
}

/** A tree as text, split over lines as the server does; `restore` gives a line the length it will have. */
function formatExpr(expr: Expr, restore: (text: string) => string): string {
  const lines = new Map<Expr, string>();
  const line = (node: Expr): string => {
    const known = lines.get(node);
    if (known !== undefined) return known;
    const text = restore(printLine(node, line));
    lines.set(node, text);
    return text;
  };
  return split(expr, 0, line);
}

type Line = (node: Expr) => string;

function split(expr: Expr, level: number, line: Line): string {
  const indent = INDENT.repeat(level);
  // The server does not look at the length of a signed expression, only at what is inside.
  if (expr.type === "unary") return indent + expr.operator + split(expr.expr, level, line).trim();
  if (!isLongLine(line(expr))) {
    // Seen in Prometheus 3.15: a subquery that fits is not indented.
    return expr.type === "subquery" ? line(expr) : indent + line(expr);
  }
  const child = (node: Expr) => split(node, level + 1, line);
  switch (expr.type) {
    case "aggregate": {
      const param = expr.param ? `${child(expr.param)},\n` : "";
      return `${indent}${aggregateHead(expr)}(\n${param}${child(expr.expr)}\n${indent})`;
    }
    case "binary":
      return `${child(expr.lhs)}\n${indent}${binaryHead(expr)}\n${child(expr.rhs)}`;
    case "call":
      return `${indent}${expr.name}(\n${expr.args.map(child).join(",\n")}\n${indent})`;
    case "paren":
      return `${indent}(\n${child(expr.expr)}\n${indent})`;
    case "subquery":
      return split(expr.expr, level, line) + subquerySuffix(expr);
    default:
      return indent + line(expr);
  }
}

function commentsOf(
  text: string,
  end: number,
): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const above: string[] = [];
  const below: string[] = [];
  if (!text.includes("#")) return { above, below };
  parsePromql(text).tree.iterate({
    enter: ({ name, from, to }) => {
      if (name === "LineComment") (from < end ? above : below).push(text.slice(from, to).trimEnd());
    },
  });
  return { above, below };
}
