import { slotAt } from "../completion/place.ts";
import type { Place } from "../completion/place.ts";
import type { Item } from "./items.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import { isStageWord } from "./pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import { field, pipe } from "./pipelinePlans.ts";
import { planInFilter } from "./planInFilter.ts";

/** What fits after a selector, in the stage the cursor is in. */
export function planInPipeline(place: Place, pipeline: Pipeline): LogqlPlan | null {
  const { operator, stage, isGrouped } = pipeline;
  if (isGrouped) return planInFilter(place, pipeline);
  const ranged = afterRange(place, stage);
  if (ranged !== null) return ranged;
  if (operator === null) return pipe(place, pipeline, []);
  if (operator.text !== "|") return planInLineFilter(place, pipeline);
  const [first] = stage;
  if (first === undefined) return planStage(place, pipeline);
  if (first.kind === "word" && isStageWord(first.text)) return planInStage(place, pipeline, first.text);
  return planInFilter(place, pipeline);
}

/** `|`: the word under the cursor may be a stage or a field. */
function planStage(place: Place, { match, hasParser, isRange, operator }: Pipeline): LogqlPlan | null {
  if (place.current !== undefined && place.current.kind !== "word") return null;
  const pipeFrom = place.current === undefined ? (place.tokens[operator?.index ?? -1]?.from ?? null) : null;
  return { kind: "stage", ...slotAt(place), pipeFrom, match, hasParser, isRange };
}

function planInLineFilter(place: Place, pipeline: Pipeline): LogqlPlan | null {
  const { operator, stage } = pipeline;
  const last = stage.at(-1);
  const wantsText = last === undefined || last.text === "or";
  if (!wantsText) return last.text === "ip" ? null : pipe(place, pipeline, ["or"]);
  if (place.current?.kind === "string") return null;
  const canBeIp = operator?.text === "|=" || operator?.text === "!=";
  return { kind: "lineText", ...slotAt(place), canBeIp };
}

/** What follows a parser's or stage's word. */
function planInStage(place: Place, pipeline: Pipeline, word: string): LogqlPlan | null {
  const { stage } = pipeline;
  const last = stage.at(-1);
  const isFresh = stage.length === 1 || last?.kind === "comma";
  if (place.current?.kind === "string") return null;
  switch (word) {
    case "json":
    case "logfmt": {
      if (place.current?.kind === "flag")
        return word === "logfmt" ? { kind: "flag", ...slotAt(place) } : null;
      if (last?.kind === "comma") return null;
      return last?.kind === "word" && stage.length > 1 ? null : afterValue(place, pipeline);
    }
    case "pattern":
    case "regexp":
    case "line_format":
      return stage.length === 1 ? null : afterValue(place, pipeline);
    case "keep":
    case "drop":
      if (isFresh) return field(place, pipeline);
      return last?.kind === "word" || last?.kind === "operator"
        ? (planInFilter(place, { ...pipeline, stage: matcherOf(stage) }) ?? afterValue(place, pipeline))
        : afterValue(place, pipeline);
    case "label_format":
      if (isFresh || last?.text === "=") return field(place, pipeline);
      return last?.kind === "word" && stage.at(-2)?.text !== "=" ? null : afterValue(place, pipeline);
    case "unwrap":
      return stage.length === 1 ? { ...field(place, pipeline), canConvert: true } : pipe(place, pipeline, []);
    default:
      return afterValue(place, pipeline);
  }
}

/** The last of a comma-separated list. */
function matcherOf(stage: readonly Item[]): readonly Item[] {
  return stage.slice(
    Math.max(
      0,
      stage.findLastIndex((item) => item.kind === "comma"),
    ) + 1,
  );
}

function afterValue(place: Place, pipeline: Pipeline): LogqlPlan | null {
  if (pipeline.stage.at(-1)?.text === "=") return null;
  return pipe(place, pipeline, []);
}

/** `{…}[5m] |` and `… [5m] offset |`. */
function afterRange(place: Place, stage: readonly Item[]): LogqlPlan | null {
  const last = stage.at(-1);
  if (last?.text === "offset" && stage.at(-2)?.kind === "range")
    return { kind: "duration", ...slotAt(place), isRange: false };
  return last?.kind === "range" ? { kind: "operator", ...slotAt(place), keywords: ["offset"] } : null;
}
