import { childrenOf, type Expr, type SelectorExpr } from "../../domain/query/promql/ast.ts";
import { EngineError } from "../EngineError.ts";
import { parseChecked } from "../promql/check/parseChecked.ts";
import type { Selection } from "../store/MetricStore.ts";
import { jsonLabels } from "./JsonText.ts";
import { jsonTime, jsonValue } from "./jsonNumbers.ts";
import type { ApiOperation } from "./Operation.ts";
import { selectionOf } from "./readSelections.ts";

/** /api/v1/query_exemplars: the exemplars of every series that a selector of the query names. */
export const queryExemplars: ApiOperation = function* ({ params, store }) {
  const span = params.span();
  if (span.endMs < span.startMs)
    throw new EngineError("bad_data", "end timestamp must not be before start timestamp");
  const selections = selectorsIn(parseChecked(params.text("query"))).map(selectionOfSelector);
  if (selections.length === 0) return { writeData: writeNothing };
  const found = yield* store.exemplars(selections, span);
  return {
    *writeData(json) {
      json.add("[");
      for (const [index, { seriesLabels, exemplars }] of found.entries()) {
        json.add(`${index === 0 ? "" : ","}{"seriesLabels":${jsonLabels(seriesLabels)},"exemplars":[`);
        const texts = exemplars.map(
          ({ labels, value, timeMs }) =>
            `{"labels":${jsonLabels(labels)},"value":${jsonValue(value)},"timestamp":${jsonTime(timeMs)}}`,
        );
        json.add(`${texts.join(",")}]}`);
        yield;
      }
      json.add("]");
    },
  };
};

// oxlint-disable-next-line require-yield -- there is nothing to interrupt
function* writeNothing(json: { add(text: string): void }): Generator<void, void> {
  json.add("null");
}

function selectionOfSelector({ name, matchers }: SelectorExpr): Selection {
  const named = name === "" ? [] : [{ name: "__name__", operator: "=" as const, value: name }];
  return selectionOf([...named, ...matchers]);
}

function selectorsIn(expr: Expr): SelectorExpr[] {
  return expr.type === "selector" ? [expr] : childrenOf(expr).flatMap(selectorsIn);
}
