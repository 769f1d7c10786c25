import type { Expr, Matcher } from "../../../domain/query/promql/ast.ts";
import { createMatcher } from "../../labels/LabelMatcher.ts";
import { Labels } from "../../labels/Labels.ts";

/**
 * What is surely known of series that are not there: the labels that a selector demands by `=`. A name that comes again
 * is taken away, as Prometheus does even where both demand the same (createLabelsForAbsentFunction). What a series
 * without the label passes comes last, wherever it is written: the look-up in the store has sorted the matchers so
 * (tsdb/querier.go, PostingsForMatchers).
 */
export function labelsForAbsent(expr: Expr): Labels {
  if (expr.type === "paren") return labelsForAbsent(expr.expr);
  return expr.type === "selector" ? demanded(expr.matchers) : Labels.none;
}

function demanded(matchers: readonly Matcher[]): Labels {
  const known = new Map<string, string>();
  const seen = new Set<string>();
  const last = matchers.filter(passesWithout);
  for (const { name, operator, value } of [...matchers.filter((one) => !passesWithout(one)), ...last]) {
    if (name === "__name__") continue;
    if (operator === "=" && !seen.has(name)) {
      known.set(name, value);
      seen.add(name);
    } else {
      known.delete(name);
    }
  }
  return Labels.of(known);
}

const passesWithout = ({ name, operator, value }: Matcher): boolean =>
  (operator === "!=" || operator === "!~") && createMatcher(name, operator, value).matches("");
