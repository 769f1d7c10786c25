import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import { COMPARISONS } from "./logqlWords.ts";
import type { Pipeline } from "./pipeline.ts";
import { valueSlot } from "./planInBraces.ts";
import { field, pipe } from "./pipelinePlans.ts";
import { MATCH_OPERATORS } from "./selectorGroup.ts";

const JOINS: ReadonlySet<string> = new Set(["and", "or", ","]);

/** What fits in a label filter, `level="error" and (duration > 10s or |`. */
export function planInFilter(place: Place, pipeline: Pipeline): LogqlPlan | null {
  const { stage, isGrouped } = pipeline;
  const { current } = place;
  const last = stage.at(-1);
  if (last === undefined || JOINS.has(last.text)) {
    if (current !== undefined && current.kind !== "word") return null;
    return field(place, { ...pipeline, stage: [] });
  }
  const before = stage.at(-2);
  if (last.kind === "operator" && before?.kind === "word") return planValue(place, pipeline, before.text);
  if (last.kind === "word" && (before === undefined || JOINS.has(before.text)))
    return current === undefined || current.text === "!"
      ? { kind: "filterOperator", ...slotAt(place) }
      : null;
  if (last.text === "ip") return null;
  const words = { kind: "operator", ...slotAt(place), keywords: ["and", "or"] } as const;
  if (isGrouped) return current === undefined || current.kind === "word" ? words : null;
  return pipe(place, pipeline, ["and", "or"]);
}

/** `level = |`: text, a number with its unit, or either. */
function planValue(place: Place, { stage, match, hasParser }: Pipeline, label: string): LogqlPlan | null {
  const operator = stage.at(-1)?.text ?? "";
  if (!MATCH_OPERATORS.has(operator) && !COMPARISONS.has(operator)) return null;
  if (place.current?.kind === "number") return { kind: "unit", ...slotAt(place) };
  const value = valueSlot(place, operator);
  if (value === null) return null;
  const isText = operator === "=" || operator === "=~" || operator === "!~";
  const takes = isText ? "text" : operator === "!=" ? "any" : "number";
  return { kind: "fieldValue", label, match, hasParser, takes, ...value };
}
