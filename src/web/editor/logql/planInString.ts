import type { Place } from "../completion/place.ts";
import { isClosedString } from "../completion/quoting.ts";
import type { Token } from "../completion/Token.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import type { Pipeline } from "./pipeline.ts";
import { planInFilter } from "./planInFilter.ts";

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
  const action = before.slice(opening + 2);
  // In a text within the action, `{{ replace "a|`, nothing is known.
  if (/^(?:[^"`]|"[^"]*"|`[^`]*`)*["`][^"`]*$/.test(action)) return null;
  const typed = /\w*$/.exec(action)?.[0] ?? "";
  const from = pos - typed.length;
  const end = isClosedString(literal.text) ? literal.to - 1 : pos;
  let to = pos;
  while (to < end && /\w/.test(literal.text.charAt(to - literal.from))) to += 1;
  return {
    kind: "template",
    from,
    to,
    typed,
    match,
    hasParser,
    isField: literal.text.charAt(from - literal.from - 1) === ".",
    isClosed: literal.text.indexOf("}}", to - literal.from) >= 0,
  };
}
