import type { SyntaxNode } from "@lezer/common";
import { applyEdits, type TextEdit } from "../promql/editText.ts";
import { insertion, removal } from "./edit.ts";
import { type LogMatcher, type LogSelector, matcherText, readMatcher, readSelector } from "./matchers.ts";
import { nodesOf, parseLogql, textOf } from "./parse.ts";
import { isParser, type Pipeline, pipelinesOf, stageKind } from "./pipeline.ts";
import { isUsableLabel } from "./reserved.ts";

/** What a click on a label or field asks for (B6). */
export interface LogFilter {
  /** An indexed label becomes a matcher; a parsed field or structured metadata a stage of its own. */
  readonly kind: "label" | "field";
  readonly name: string;
  readonly value: string;
  /** True for "filter out". */
  readonly isOut: boolean;
}

export interface ToggleOptions {
  /** The parser that finds the field; added where the query has none. Not needed for structured metadata. */
  readonly parser?: "json" | "logfmt" | null;
}

/** False for names LogQL cannot write (`trace.id`, `on`): their filters are never there and change nothing. */
export function canFilter({ name }: Pick<LogFilter, "name">): boolean {
  return isUsableLabel(name);
}

/** Whether every selection of the query has the filter. */
export function hasFilter(text: string, filter: LogFilter): boolean {
  const selections = selectionsOf(text);
  return selections.length > 0 && selections.every((selection) => placeOf(selection, filter) !== null);
}

/**
 * Adds the filter to every log selection of the query, or takes it out of all where all have it. A filter for the
 * opposite (in, out) becomes this one. Adding and taking out again gives the same text, byte for byte.
 */
export function toggleFilter(text: string, filter: LogFilter, options: ToggleOptions = {}): string {
  const selections = selectionsOf(text);
  if (!canFilter(filter) || selections.length === 0) return text;
  const isRemoval = selections.every((selection) => placeOf(selection, filter) !== null);
  const edits = selections.flatMap((selection) =>
    isRemoval ? removeFrom(selection, filter) : addTo(selection, filter, options),
  );
  return applyEdits(text, edits);
}

interface Selection extends Pipeline {
  readonly text: string;
  readonly matchers: LogSelector;
}

function selectionsOf(text: string): readonly Selection[] {
  return pipelinesOf(parseLogql(text).tree).map((pipeline) => ({
    ...pipeline,
    text,
    matchers: readSelector(pipeline.selector, text),
  }));
}

/** Index of the matcher or stage that is the filter; null where there is none. */
function placeOf({ text, matchers, stages }: Selection, filter: LogFilter): number | null {
  const wanted = operatorOf(filter);
  const isIt = (matcher: LogMatcher | null): boolean =>
    matcher?.name === filter.name && matcher.op === wanted && matcher.value === filter.value;
  const index =
    filter.kind === "label"
      ? matchers.matchers.findIndex(isIt)
      : stages.findIndex((stage) => isIt(fieldMatcher(stage, text)));
  return index < 0 ? null : index;
}

function operatorOf({ isOut }: LogFilter): "=" | "!=" {
  return isOut ? "!=" : "=";
}

/** The matcher of a stage that is nothing else: `| name="value"`. */
function fieldMatcher(stage: SyntaxNode, text: string): LogMatcher | null {
  const matcher = stage.getChild("LabelFilter")?.getChild("Matcher");
  return matcher ? readMatcher(matcher, text) : null;
}

function addTo(selection: Selection, filter: LogFilter, options: ToggleOptions): readonly TextEdit[] {
  if (placeOf(selection, filter) !== null) return [];
  const { text, matchers, stages } = selection;
  const matcher = { name: filter.name, op: operatorOf(filter), value: filter.value };
  const opposite = placeOf(selection, { ...filter, isOut: !filter.isOut });
  if (opposite !== null) {
    const stage = stages[opposite];
    const place = filter.kind === "label" ? matchers.matchers[opposite] : stage && fieldMatcher(stage, text);
    return place ? [{ from: place.from, to: place.to, insert: matcherText(matcher) }] : [];
  }
  if (filter.kind === "label") return [insertion(text, matchers, matcher)];
  return [stageInsertion(selection, `| ${matcherText(matcher)}`, options)];
}

/** Stages that change what a field or line is; a filter belongs before them. */
const FORMATS: ReadonlySet<string> = new Set([
  "LineFormatExpr",
  "LabelFormatExpr",
  "DropLabelsExpr",
  "KeepLabelsExpr",
  "DecolorizeExpr",
]);

/**
 * A parser of ours is followed by one blank more than the separator has. By it the second click knows that the parser
 * came with the filter and goes with it, while a parser the reader wrote stays.
 */
const OURS = " ";

function stageInsertion(selection: Selection, filterText: string, { parser }: ToggleOptions): TextEdit {
  const { stages, selector } = selection;
  const lastParser = stages.findLastIndex(isParser);
  let before = lastParser < 0 ? stages.findIndex((stage) => FORMATS.has(stageKind(stage))) : lastParser + 1;
  if (before < 0) before = stages.length;
  // Filters stand in the order of the clicks.
  if (lastParser >= 0) while (stageKindAt(stages, before) === "LabelFilter") before++;
  const previous = stages[before - 1] ?? selector;
  const separator = separatorBefore(selection, before - 1);
  const head = parser && lastParser < 0 ? `${separator}| ${parser}${OURS}` : "";
  return { from: previous.to, to: previous.to, insert: `${head}${separator}${filterText}` };
}

function stageKindAt(stages: readonly SyntaxNode[], index: number): string {
  const stage = stages[index];
  return stage ? stageKind(stage) : "";
}

/** A line break with its indent where the stages stand on lines of their own, else a blank. */
function separatorBefore({ text, stages, selector }: Selection, index: number): string {
  const stage = stages[Math.max(0, index)];
  if (!stage) return " ";
  const gap = text.slice((stages[Math.max(0, index) - 1] ?? selector).to, stage.from);
  return gap.trim() === "" && gap.includes("\n") ? gap.slice(gap.lastIndexOf("\n")) : " ";
}

function removeFrom(selection: Selection, filter: LogFilter): readonly TextEdit[] {
  const index = placeOf(selection, filter);
  if (index === null) return [];
  const { text, matchers, stages, selector } = selection;
  if (filter.kind === "label") return removal(text, matchers, index);
  const stage = stages[index];
  if (!stage) return [];
  const previous = stages[index - 1];
  const gap = text.slice((previous ?? selector).to, stage.from);
  const isOurs = previous !== undefined && isOurParser(text, previous, gap);
  if (isOurs && stageKindAt(stages, index + 1) !== "LabelFilter") {
    return [{ from: (stages[index - 2] ?? selector).to, to: stage.to, insert: "" }];
  }
  const isKept = isOurs || gap.trim() !== "";
  // After our own parser the extra blank stays for the next filter; a comment before the filter stays anyway.
  const from = isKept ? (isOurs ? (previous?.to ?? 0) + OURS.length : stage.from) : stage.from - gap.length;
  return [{ from, to: stage.to, insert: "" }];
}

function isOurParser(text: string, stage: SyntaxNode, gapBehind: string): boolean {
  const [, parser] = nodesOf(stage);
  const isBare = parser !== undefined && /^(?:json|logfmt)$/.test(textOf(text, parser));
  return isBare && /^ (?: |\n\s*)$/.test(gapBehind);
}
