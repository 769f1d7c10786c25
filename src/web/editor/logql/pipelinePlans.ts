import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { Item } from "./items.ts";
import type { FieldPlan, LogqlPlan } from "./LogqlPlan.ts";
import type { Pipeline } from "./pipeline.ts";

/** What may follow a finished stage, with its pipe. */
export function pipe(place: Place, { isRange }: Pipeline, keywords: readonly string[]): LogqlPlan | null {
  const { current } = place;
  if (current !== undefined && current.kind !== "word" && current.text !== "!") return null;
  return { kind: "pipe", ...slotAt(place), keywords, isRange };
}

/** A name among those of this pipeline's lines; those already in the stage are left out. */
export function field(place: Place, { match, hasParser, stage }: Pipeline): FieldPlan {
  const used = stage.slice(1).flatMap((item, index) => (isName(item, stage[index]) ? [item.text] : []));
  const matches = match === "" ? [] : [match];
  return { kind: "field", ...slotAt(place), matches, hasParser, used, canConvert: false };
}

function isName(item: Item, before: Item | undefined): boolean {
  return item.kind === "word" && (before?.kind === "word" || before?.kind === "comma");
}
