import { type AggregateExpr, type BinaryExpr, childrenOf, type Expr, type RangeExpr } from "./ast.ts";
import type { LogqlMistake } from "./buildContext.ts";
import { isLogical } from "./precedence.ts";

/** What Loki's types refuse in a query that parses; each rule was seen in Loki 3.7. */
export function checkMeaning(root: Expr): readonly LogqlMistake[] {
  return [...mistakesOf(root), ...childrenOf(root).flatMap(checkMeaning)];
}

function mistakesOf(expr: Expr): readonly LogqlMistake[] {
  if (expr.type === "range") return checkRange(expr);
  if (expr.type === "aggregate") return checkAggregate(expr);
  return expr.type === "binary" ? checkBinary(expr) : [];
}

/** Range functions of lines; rate and absent_over_time take both. */
const OF_LINES: ReadonlySet<string> = new Set(["count_over_time", "bytes_over_time", "bytes_rate"]);
const OF_BOTH: ReadonlySet<string> = new Set(["rate", "absent_over_time"]);
const GROUPED: ReadonlySet<string> = new Set([
  "avg_over_time",
  "min_over_time",
  "max_over_time",
  "stddev_over_time",
  "stdvar_over_time",
  "quantile_over_time",
  "first_over_time",
  "last_over_time",
]);

function checkRange(expr: RangeExpr): readonly LogqlMistake[] {
  const { name, unwrap, grouping, param, from } = expr;
  const head = { from, to: from + name.length };
  const mistakes: LogqlMistake[] = [];
  if (!unwrap && !OF_LINES.has(name) && !OF_BOTH.has(name)) {
    const message = `${name} works on numbers: take one out of the lines, as in | json | unwrap duration(took).`;
    mistakes.push({ ...head, message });
  }
  if (unwrap && OF_LINES.has(name)) {
    const to = unwrap.from + unwrap.text.length;
    mistakes.push({
      from: unwrap.from,
      to: Math.min(to, expr.to),
      message: `${name} counts lines and takes no unwrap.`,
    });
  }
  if (grouping && !GROUPED.has(name)) {
    mistakes.push({
      from: grouping.from,
      to: grouping.to,
      message: `${name} takes no ${grouping.isWithout ? "without" : "by"}: group round it, as in sum by (…) (${name}(…)).`,
    });
  }
  if (name === "quantile_over_time" && !param) {
    mistakes.push({
      ...head,
      message: "quantile_over_time needs the quantile first, as in quantile_over_time(0.95, …).",
    });
  }
  if (name !== "quantile_over_time" && param) {
    mistakes.push({ from: param.from, to: param.to, message: `${name} takes no number.` });
  }
  return mistakes;
}

const WITH_PARAM: ReadonlySet<string> = new Set(["topk", "bottomk", "approx_topk"]);
const UNGROUPED: ReadonlySet<string> = new Set(["sort", "sort_desc", "approx_topk"]);

function checkAggregate({ name, param, grouping, from }: AggregateExpr): readonly LogqlMistake[] {
  const mistakes: LogqlMistake[] = [];
  if (WITH_PARAM.has(name)) {
    const isCount = param && (param.variable !== null || (Number.isInteger(param.value) && param.value > 0));
    const place = param ?? { from, to: from + name.length };
    const message = `${name} needs the number of series first, a whole number above 0, as in ${name}(5, …).`;
    if (!isCount) mistakes.push({ from: place.from, to: place.to, message });
  } else if (param) {
    mistakes.push({ from: param.from, to: param.to, message: `${name} takes no number.` });
  }
  if (grouping && UNGROUPED.has(name)) {
    mistakes.push({ from: grouping.from, to: grouping.to, message: `${name} takes no grouping.` });
  }
  return mistakes;
}

function checkBinary({ operator, lhs, rhs }: BinaryExpr): readonly LogqlMistake[] {
  return [lhs, rhs].flatMap((side): readonly LogqlMistake[] => {
    const { from, to } = side;
    if (side.type === "log") {
      const message = `Only numbers can be combined by ${operator}: put the lines into a range function, as in rate({…}[$__auto]).`;
      return [{ from, to, message }];
    }
    return side.type === "number" && isLogical(operator)
      ? [{ from, to, message: `${operator} works on series: write vector(${side.variable ?? side.value}).` }]
      : [];
  });
}
