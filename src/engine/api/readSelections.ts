import type { Matcher } from "../../domain/query/promql/ast.ts";
import { EngineError } from "../EngineError.ts";
import { createMatcher } from "../labels/LabelMatcher.ts";
import { parseSelector } from "../promql/check/parseSelector.ts";
import type { Selection } from "../store/MetricStore.ts";

/** The selectors of repeated `match[]` parameters. Throws EngineError bad_data with Prometheus' messages. */
export function readSelections(texts: readonly string[]): Selection[] {
  return texts.map((text) => {
    const selection = selectionOf(parseSelector(text));
    if (selection.every((matcher) => matcher.matches("")))
      throw new EngineError("bad_data", "match[] must contain at least one non-empty matcher");
    return selection;
  });
}

export function selectionOf(matchers: readonly Matcher[]): Selection {
  return matchers.map(({ name, operator, value }) => createMatcher(name, operator, value));
}
