import type { Place } from "../completion/place.ts";
import { isClosedString } from "../completion/quoting.ts";
import type { Token } from "../completion/Token.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import type { Pipeline } from "./pipeline.ts";
import { planInFilter } from "./planInFilter.ts";
import { scanLogql } from "./scanLogql.ts";
import { wordAround } from "./wordAround.ts";

/** What fits in the string under the cursor: a filter's value, or a template between `{{` and `}}`. */
export function planInString(place: Place, literal: Token, pipeline: Pipeline): LogqlPlan | null {
  const { operator, stage, isGrouped } = pipeline;
  const word = isGrouped ? "" : (stage[0]?.text ?? "");
  if (operator?.text !== "|") return null;
  if (word === "line_format" || word === "label_format") return planInTemplate(place, literal, pipeline);
  if (word === "keep" || word === "drop")
    return planInFilter(place, { ...pipeline, stage: stage.slice(Math.max(0, stage.length - 2)) });
  const isExtraction = word === "json" || word === "logfmt" || word === "pattern" || word === "regexp";
  return isExtraction || stage.length === 0 ? null : planInFilter(place, pipeline);
}

/** `"… {{ .fie|ld | upp }}"`: the slot is the name under the cursor, without its dot. */
function planInTemplate(place: Place, literal: Token, { match, hasParser }: Pipeline): LogqlPlan | null {
  const { pos } = place;
  const before = literal.text.slice(0, pos - literal.from);
  const opening = before.lastIndexOf("{{");
  if (opening < 0 || before.lastIndexOf("}}") > opening) return null;
  // In a text within the action, `{{ replace "a|`, nothing is known.
  if (scanLogql(before.slice(opening + 2)).some(isOpenText)) return null;
  const word = wordAround(literal.text, pos - literal.from);
  return {
    kind: "template",
    from: literal.from + word.from,
    to: literal.from + word.to,
    typed: before.slice(word.from),
    match,
    hasParser,
    isField: literal.text.charAt(word.from - 1) === ".",
  };
}

function isOpenText(token: Token): boolean {
  return token.kind === "string" && !isClosedString(token.text);
}
