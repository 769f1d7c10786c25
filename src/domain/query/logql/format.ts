import { isLongLine } from "../longLine.ts";
import { quote } from "../promql/goString.ts";
import type { AggregateExpr, BinaryExpr, Expr, LogExpr, RangeExpr } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { nodesNamed, parseLogql, textOf } from "./parse.ts";
import { needsParentheses } from "./precedence.ts";
import {
  aggregateHead,
  binaryHead,
  lineFilter,
  printLine,
  printNumber,
  rangeGrouping,
  rangeTail,
} from "./print.ts";

const INDENT = "  ";

/**
 * Formats a query as Loki's own `/loki/api/v1/format_query` does (3.7), without asking a server; idempotent. Null for a
 * text that is no query, or one Loki refuses for a string, duration or pattern in it.
 *
 * Where Loki's formatter makes another query of it, this one does not; the tests list each such query:
 * - Loki drops comments. Here each keeps its text on a line of its own, before the query or, those behind it, after.
 * - Loki rounds sizes to two digits (10KiB to 10kB), prints 0x10 as 0 and `vector(0.0000001)` as `vector(0.000000)`.
 * - On lines of their own Loki forgets all but the first of `|= "a" or "b"`, parentheses between operators, `on ()`,
 *   `by ()` and offsets below a millisecond; and everywhere `ignoring () group_left`.
 * - Loki makes NaN of 1 / 0, which is no LogQL.
 * Misuse that only Loki's types tell (`sum_over_time({a="b"}[5m])`) is formatted too; the lint names it.
 * Variables such as `$__auto` are kept as they are written. `variants(…) of (…)` is not read: null.
 */
export function formatLogql(text: string): string | null {
  const parsed = parseToAst(text);
  if (!parsed.ok || parsed.mistakes.length > 0) return null;
  const { above, below } = commentsOf(text, parsed.expr.to);
  return [...above, formatExpr(parsed.expr), ...below].join("\n");
}

function formatExpr(expr: Expr): string {
  const lines = new Map<Expr, string>();
  const line = (node: Expr): string => {
    const known = lines.get(node);
    if (known !== undefined) return known;
    const printed = printLine(node, line);
    lines.set(node, printed);
    return printed;
  };
  return split(expr, 0, line);
}

type Line = (node: Expr) => string;

function split(expr: Expr, level: number, line: Line): string {
  const indent = INDENT.repeat(level);
  if (!isLongLine(line(expr))) return indent + line(expr);
  switch (expr.type) {
    case "log":
      return splitLog(expr, level);
    case "range":
      return splitRange(expr, level, line);
    case "aggregate":
      return splitAggregate(expr, level, line);
    case "binary":
      return splitBinary(expr, level, line);
    case "label_replace": {
      const args = expr.args.map((arg) => `${indent}${INDENT}${quote(arg)}`);
      const inner = [split(expr.expr, level + 1, line), ...args].join(",\n");
      return `${indent}label_replace(\n${inner}\n${indent})`;
    }
    default:
      return indent + line(expr);
  }
}

function splitLog({ selector, stages }: LogExpr, level: number): string {
  const indent = INDENT.repeat(level + 1);
  const lines = stages.flatMap((stage): readonly string[] => {
    if (stage.type === "lines") return lineFilterLines(stage.filters.map(lineFilter), indent);
    // Loki 3.7 does not indent this one.
    return [stage.text === "| decolorize" ? stage.text : indent + stage.text];
  });
  return [INDENT.repeat(level) + selector, ...lines].join("\n");
}

/** As many filters as fit on the first line, each further one on its own. */
function lineFilterLines(filters: readonly string[], indent: string): readonly string[] {
  let first = "";
  const lines: string[] = [];
  for (const filter of filters) {
    const longer = first === "" ? filter : `${first} ${filter}`;
    if (lines.length === 0 && (first === "" || !isLongLine(longer))) first = longer;
    else lines.push(indent + filter);
  }
  return [indent + first, ...lines];
}

function splitRange(expr: RangeExpr, level: number, line: Line): string {
  const indent = INDENT.repeat(level);
  const inner = INDENT.repeat(level + 1);
  const param = expr.param ? `${inner}${printNumber(expr.param)},\n` : "";
  const { unwrap, grouping } = expr;
  const unwrapped = unwrap
    ? [unwrap.text, ...unwrap.filters.map((filter) => `| ${filter}`)]
        .map((text) => `\n${inner}${INDENT}${text}`)
        .join("")
    : "";
  const log = split(expr.log, level + 1, line);
  return `${indent}${expr.name}(\n${param}${log}${unwrapped}${rangeTail(expr)}\n${indent})${rangeGrouping(grouping, ", ")}`;
}

function splitAggregate(expr: AggregateExpr, level: number, line: Line): string {
  const indent = INDENT.repeat(level);
  const param = expr.param ? `${indent}${INDENT}${printNumber(expr.param)},\n` : "";
  return `${indent}${aggregateHead(expr, ", ")}(\n${param}${split(expr.expr, level + 1, line)}\n${indent})`;
}

function splitBinary(expr: BinaryExpr, level: number, line: Line): string {
  const operand = (child: Expr, isRight: boolean): string => {
    const isOpen =
      child.type === "binary" &&
      isLongLine(line(child)) &&
      needsParentheses(expr.operator, child.operator, isRight);
    if (!isOpen) return split(child, level + 1, line);
    const indent = INDENT.repeat(level + 1);
    return `${indent}(\n${split(child, level + 2, line)}\n${indent})`;
  };
  const head = INDENT.repeat(level) + binaryHead(expr, ", ");
  return `${operand(expr.lhs, false)}\n${head}\n${operand(expr.rhs, true)}`;
}

function commentsOf(
  text: string,
  end: number,
): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const above: string[] = [];
  const below: string[] = [];
  if (!text.includes("#")) return { above, below };
  for (const node of nodesNamed(parseLogql(text).tree, "LineComment")) {
    (node.from < end ? above : below).push(textOf(text, node).trimEnd());
  }
  return { above, below };
}
