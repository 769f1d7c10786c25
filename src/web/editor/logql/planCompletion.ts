import { findPlace, slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import { CONVERSIONS } from "./logqlWords.ts";
import { pipelineAt } from "./pipeline.ts";
import { field } from "./pipelinePlans.ts";
import { planInBraces } from "./planInBraces.ts";
import { planInExpression } from "./planInExpression.ts";
import { isGrouping, planInGrouping } from "./planInGrouping.ts";
import { planInPipeline } from "./planInPipeline.ts";
import { planInString } from "./planInString.ts";
import { scanLogql } from "./scanLogql.ts";

/**
 * Decides what fits at the cursor (a UTF-16 offset), also in text that does not parse yet. Null where nothing fits:
 * in a comment, in a line filter's text, after a finished matcher.
 */
export function planCompletion(text: string, pos: number): LogqlPlan | null {
  const place = findPlace(scanLogql(text), pos);
  if (place.current?.kind === "comment") return null;
  const innermost = place.frames.at(-1);
  if (innermost?.bracket === "{") return planInBraces(place, innermost.index);
  if (innermost?.bracket === "[") return { kind: "duration", ...slotAt(place), isRange: true };
  if (innermost !== undefined && isGrouping(place.tokens, innermost.index))
    return planInGrouping(place, innermost.index);
  const pipeline = pipelineAt(place);
  if (pipeline === null) return planInConversion(place) ?? planInExpression(place);
  return place.current?.kind === "string"
    ? planInString(place, place.current, pipeline)
    : planInPipeline(place, pipeline);
}

/** `| unwrap duration(|)`: the parentheses hide the pipeline, which is that of their first token. */
function planInConversion(place: Place): LogqlPlan | null {
  const open = place.frames.at(-1)?.index ?? -1;
  const { tokens, frames, current } = place;
  const isConversion = tokens[open - 2]?.text === "unwrap" && CONVERSIONS.has(tokens[open - 1]?.text ?? "");
  if (!isConversion || (current !== undefined && current.kind !== "word")) return null;
  const outer = pipelineAt({ ...place, at: open - 1, current: undefined, frames: frames.slice(0, -1) });
  return outer === null || place.at > open + 1 ? null : field(place, outer);
}
