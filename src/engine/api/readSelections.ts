import type { Expr, SelectorExpr } from "../../domain/query/promql/ast.ts";
import { EngineError } from "../EngineError.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import { lineAndColumn } from "../promql/check/ParseRefusal.ts";
import type { Selection } from "../store/MetricStore.ts";
import { readExpr } from "./readExpr.ts";

/** The selectors of repeated `match[]` parameters. Throws EngineError bad_data with Prometheus' messages. */
export function readSelections(texts: readonly string[]): Selection[] {
  return texts.map((text) => {
    const selection = selectionOf(readSelector(text));
    if (selection.every((matcher) => matcher.matches(""))) throw tooWide();
    return selection;
  });
}

const tooWide = (): EngineError =>
  new EngineError("bad_data", "match[] must contain at least one non-empty matcher");

/** What a query says of a selector that any series may match, and a `match[]` says otherwise. */
const TOO_WIDE_IN_QUERY = /vector selector must contain at least one non-empty matcher$/;

function readSelector(text: string): SelectorExpr {
  const expr = readSelectorExpr(text);
  if (expr.type !== "selector") throw refused(text, 0, "expected a metric selector");
  if (expr.headTo < expr.to) throw refused(text, expr.headTo, "nothing may follow a metric selector");
  return expr;
}

function readSelectorExpr(text: string): Expr {
  try {
    return readExpr(text);
  } catch (error) {
    if (error instanceof EngineError && TOO_WIDE_IN_QUERY.test(error.message)) throw tooWide();
    throw error;
  }
}

function refused(text: string, offset: number, reason: string): EngineError {
  return new EngineError("bad_data", `${lineAndColumn(text, offset)}: parse error: ${reason}`);
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
