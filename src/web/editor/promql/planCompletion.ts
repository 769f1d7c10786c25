import type { CompletionPlan } from "./CompletionPlan.ts";
import { findPlace, slotAt } from "../completion/place.ts";
import { planInBraces } from "./planInBraces.ts";
import { planInExpression } from "./planInExpression.ts";
import { isGrouping, planInGrouping } from "./planInGrouping.ts";
import { scanPromql } from "./scanPromql.ts";

/**
 * Decides what fits at the cursor (a UTF-16 offset), also in text that does not parse yet. Null where nothing fits:
 * in a comment, in a plain string, after a finished matcher.
 */
export function planCompletion(text: string, pos: number): CompletionPlan | null {
  const place = findPlace(scanPromql(text), pos);
  if (place.current?.kind === "comment") return null;
  const innermost = place.frames.at(-1);
  if (innermost?.bracket === "{") return planInBraces(place, innermost.index);
  if (innermost?.bracket === "[") return { kind: "duration", ...slotAt(place), isRange: true };
  if (innermost !== undefined && isGrouping(place.tokens, innermost.index))
    return planInGrouping(place, innermost.index);
  return planInExpression(place);
}
