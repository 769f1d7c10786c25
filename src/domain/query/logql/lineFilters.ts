import type { SyntaxNode } from "@lezer/common";
import { applyEdits } from "../promql/editText.ts";
import { quote, unquote } from "../promql/goString.ts";
import { literalsOf } from "./literalsOf.ts";
import { nodesNamed, nodesOf, parseLogql, textOf } from "./parse.ts";
import { pipelinesOf, stageKind } from "./pipeline.ts";

export type LineOperator = "|=" | "!=" | "|~" | "!~" | "|>" | "!>";

export interface LineFilter {
  /** Of `|= "a" or "b"` both have the operator `|=`. */
  readonly op: LineOperator;
  readonly value: string;
  /** True for `ip("10.0.0.0/8")`, which matches addresses, not text. */
  readonly isIp: boolean;
  /** The literal with its quotes. */
  readonly from: number;
  readonly to: number;
}

/** Every line filter of a query, in text order; of a text that does not parse, the finished ones. */
export function lineFilters(text: string): readonly LineFilter[] {
  return nodesNamed(parseLogql(text).tree, "LineFilters")
    .filter((node) => node.parent?.name === "PipelineStage")
    .flatMap((node) => readChain(node, text));
}

/** Filters of one stage, in text order. An `or` behind a filter goes on with its operator. */
function readChain(root: SyntaxNode, text: string): readonly LineFilter[] {
  const found: LineFilter[] = [];
  let op: LineOperator | null = null;
  let isIp = false;
  root.cursor().iterate((ref) => {
    if (ref.name === "Filter") op = textOf(text, ref) as LineOperator;
    else if (ref.name === "FilterOp") isIp = true;
    else if (ref.name === "String") {
      const value = unquote(textOf(text, ref));
      if (op && value !== null) found.push({ op, value, isIp, from: ref.from, to: ref.to });
      isIp = false;
    }
  });
  return found;
}

/** What to mark in a line. */
export interface LineHighlight {
  readonly text: string;
  readonly isCaseInsensitive: boolean;
}

/**
 * Texts that the lines of this query must contain: of `|=`, of `|~` where the pattern is only text or a choice of texts
 * (`(?i)error|warn`), and of the fixed parts of `|>`. Other patterns are not tried on lines here: another engine reads
 * them otherwise, and may take for ever.
 */
export function lineHighlights(text: string): readonly LineHighlight[] {
  return lineFilters(text).flatMap(({ op, value, isIp }): readonly LineHighlight[] => {
    if (isIp || value === "") return [];
    if (op === "|=") return [{ text: value, isCaseInsensitive: false }];
    if (op === "|~") return literalsOf(value);
    if (op === "|>") return patternParts(value);
    return [];
  });
}

/** The fixed texts between the captures of a pattern: `<_> took <_>ms` has ` took ` and `ms`. */
function patternParts(pattern: string): readonly LineHighlight[] {
  return pattern
    .split(/<\w{1,64}>/)
    .filter((part) => /\w/.test(part))
    .map((part) => ({ text: part.trim(), isCaseInsensitive: false }));
}

/** Adds `|> "pattern"`, or `!>` for out, to every selection of a query. */
export function addPatternFilter(text: string, pattern: string, isOut: boolean): string {
  return addLineFilter(text, isOut ? "!>" : "|>", pattern);
}

/**
 * Adds a line filter to every selection, behind the line filters that come first: there it sees the line as it was
 * stored, and is cheapest. A text without a selector stays.
 */
export function addLineFilter(text: string, op: LineOperator, value: string): string {
  const edits = pipelinesOf(parseLogql(text).tree).map(({ selector, stages }) => {
    const first = stages[0];
    const at = first && stageKind(first) === "LineFilters" ? first.to : selector.to;
    return { from: at, to: at, insert: ` ${op} ${quote(value)}` };
  });
  return applyEdits(text, edits);
}

/** Whether a selection of the query holds the line filter. */
export function hasLineFilter(text: string, op: LineOperator, value: string): boolean {
  return lineFilters(text).some((filter) => filter.op === op && filter.value === value && !filter.isIp);
}

/** Takes out a filter that `addLineFilter` added, wherever it stands alone; one in an `or` chain stays. */
export function removeLineFilter(text: string, op: LineOperator, value: string): string {
  const edits = nodesNamed(parseLogql(text).tree, "LineFilter").flatMap((node) => {
    const [operator, literal, ...others] = nodesOf(node);
    const isIt =
      others.length === 0 &&
      node.nextSibling?.name !== "Or" &&
      literal?.name === "String" &&
      operator !== undefined &&
      textOf(text, operator) === op &&
      unquote(textOf(text, literal)) === value;
    if (!isIt) return [];
    const blank = text[node.from - 1] === " " ? 1 : 0;
    return [{ from: node.from - blank, to: node.to, insert: "" }];
  });
  return applyEdits(text, edits);
}
