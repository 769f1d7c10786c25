import type { SyntaxNode } from "@lezer/common";
import type { MatchOperator } from "../query/promql/ast.ts";
import { unquote } from "../query/promql/goString.ts";
import { nodesOf, parsePromql } from "../query/promql/parse.ts";
import { maskVariables } from "../query/promql/variables.ts";
import type { Pill, QuerySelector } from "./QuerySelector.ts";

/** The first selector of a PromQL query, by its syntax tree; null where there is none, or it is unfinished. */
export function promqlSelector(text: string): QuerySelector | null {
  const [first] = selectorNodes(text, 1);
  return first ? readSelector(text, first) : null;
}

/** All selectors of a PromQL query in text order; [] where one of them is unfinished, so that places can be counted on. */
export function promqlSelectors(text: string): readonly QuerySelector[] {
  const read = selectorNodes(text, Infinity).map((node) => readSelector(text, node));
  const whole = read.filter((selector) => selector !== null);
  return whole.length === read.length ? whole : [];
}

function selectorNodes(text: string, limit: number): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  // Masked, the text has its length, so every offset is one of the text as typed.
  parsePromql(maskVariables(text)).tree.iterate({
    enter: (node) => {
      if (found.length < limit && node.name === "VectorSelector") found.push(node.node);
      return found.length < limit;
    },
  });
  return found;
}

function readSelector(text: string, selector: SyntaxNode): QuerySelector | null {
  const { from } = selector;
  const name = selector.getChild("Identifier");
  const braces = selector.getChild("LabelMatchers");
  const metric = name ? text.slice(name.from, name.to) : "";
  if (!braces) return metric === "" ? null : { from, metric, pills: [], inside: null, end: selector.to };
  const isClosed = text.charAt(braces.from) === "{" && text.charAt(braces.to - 1) === "}";
  if (!isClosed) return null;
  const pills: Pill[] = [];
  for (const node of nodesOf(braces)) {
    const pill = readPill(text, node);
    if (pill === null) return null;
    pills.push(pill);
  }
  return { from, metric, pills, inside: { from: braces.from + 1, to: braces.to - 1 }, end: braces.to };
}

/** Null while a part is missing: what cannot be read cannot be edited either. */
function readPill(text: string, node: SyntaxNode): Pill | null {
  const { from, to } = node;
  if (node.name === "QuotedLabelName") {
    const metric = unquote(text.slice(from, to));
    return metric === null ? null : { name: "__name__", operator: "=", value: metric, from, to };
  }
  const [label, operator, string] = nodesOf(node);
  if (!label || !operator || string?.name !== "StringLiteral") return null;
  const typed = text.slice(label.from, label.to);
  const name = label.name === "LabelName" ? typed : unquote(typed);
  const value = unquote(text.slice(string.from, string.to));
  if (name === null || value === null) return null;
  return { name, operator: text.slice(operator.from, operator.to) as MatchOperator, value, from, to };
}
