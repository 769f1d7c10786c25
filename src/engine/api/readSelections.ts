import { parseToAst } from "../../domain/query/promql/buildAst.ts";
import type { SelectorExpr } from "../../domain/query/promql/ast.ts";
import { positionAt } from "../../domain/query/promql/parse.ts";
import { EngineError } from "../EngineError.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import type { Selection } from "../store/MetricStore.ts";

/** The selectors of repeated `match[]` parameters. Throws EngineError bad_data with Prometheus' messages. */
export function readSelections(texts: readonly string[]): Selection[] {
  return texts.map((text) => {
    const selection = selectionOf(readSelector(text));
    if (selection.every((matcher) => matcher.matches("")))
      throw new EngineError("bad_data", "match[] must contain at least one non-empty matcher");
    return selection;
  });
}

function readSelector(text: string): SelectorExpr {
  const result = parseToAst(text);
  if (!result.ok) throw parseError(text, result.error.from, result.error.message);
  const { expr } = result;
  if (expr.type !== "selector") throw parseError(text, expr.from, "unexpected expression, expected a metric selector");
  if (expr.headTo < expr.to) throw parseError(text, expr.headTo, "unexpected modifier after a metric selector");
  return expr;
}

function parseError(text: string, offset: number, message: string): EngineError {
  const { line, column } = positionAt(text, offset);
  return new EngineError("bad_data", `${line}:${column}: parse error: ${message}`);
}

/** All conditions of a selector, the metric's name among them. Throws EngineError bad_data for a bad regular expression. */
export function selectionOf({ name, matchers }: Pick<SelectorExpr, "name" | "matchers">): Selection {
  const named = name === "" ? [] : [{ name: "__name__", operator: "=" as const, value: name }];
  return [...named, ...matchers].map((matcher) => {
    try {
      return createMatcher(matcher.name, matcher.operator, matcher.value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "not RE2";
      throw new EngineError("bad_data", `parse error: ${reason}`);
    }
  });
}
