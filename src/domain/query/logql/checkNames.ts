import type { SyntaxNode, Tree } from "@lezer/common";
import { unquote } from "../promql/goString.ts";
import type { LogqlMistake } from "./buildContext.ts";
import { isSelective, readSelector } from "./matchers.ts";
import { matchesEmpty } from "./matchesEmpty.ts";
import { nodesNamed, nodesOf, textOf } from "./parse.ts";
import { isUsableLabel } from "./reserved.ts";

/** What Loki refuses in selectors, label names, parsers and line filters of a query that parses. */
export function checkNames(tree: Tree, text: string): readonly LogqlMistake[] {
  return [
    ...nodesNamed(tree, "Selector").flatMap((node) => checkSelector(node, text)),
    ...nodesNamed(tree, "Identifier").flatMap((node) => checkLabel(node, text)),
    ...nodesNamed(tree, "LabelParser").flatMap((node) => checkParser(node, text)),
    ...nodesNamed(tree, "LineFilters").flatMap((node) => checkLineFilters(node, text)),
    ...nodesNamed(tree, "LabelReplaceExpr").flatMap((node) =>
      checkPattern(node.getChildren("String")[3], text),
    ),
  ];
}

/** B2, with Loki's reason. */
export const EMPTY_SELECTOR =
  'Loki needs a matcher that asks for a value, such as app="api" or app=~".+": these also take every stream without the label, so it would have to read them all.';

function checkSelector(node: SyntaxNode, text: string): readonly LogqlMistake[] {
  const { from, to, matchers } = readSelector(node, text);
  return isSelective(matchers) ? [] : [{ from, to, message: EMPTY_SELECTOR }];
}

function checkLabel(node: SyntaxNode, text: string): readonly LogqlMistake[] {
  const name = textOf(text, node);
  if (isUsableLabel(name)) return [];
  const message = name.includes(":")
    ? `Loki takes no colon in a label: ${name}.`
    : `${name} is a word of LogQL and cannot name a label.`;
  return [{ from: node.from, to: node.to, message }];
}

function checkParser(node: SyntaxNode, text: string): readonly LogqlMistake[] {
  const [word, literal] = nodesOf(node);
  const value = literal ? unquote(textOf(text, literal)) : null;
  if (!literal || value === null) return [];
  const { from, to } = literal;
  if (word?.name === "Regexp") {
    if (matchesEmpty(value) === null) return [badPattern(literal)];
    const groups = [...value.matchAll(/\(\?P?<(\w+)>/g)].map((match) => match[1]);
    const isTwice = new Set(groups).size < groups.length;
    if (isTwice) return [{ from, to, message: "Two groups of this pattern have the same name." }];
    if (groups.length > 0) return [];
    return [{ from, to, message: "regexp needs a named group for each label, such as (?P<status>\\d+)." }];
  }
  if (word?.name !== "Pattern") return [];
  if (/<\w+><\w+>/.test(value)) {
    return [{ from, to, message: "pattern needs some text between two captures, or it cannot part them." }];
  }
  const names = [...value.matchAll(/<(\w+)>/g)].map((match) => match[1]);
  if (names.some((name) => name !== "_")) return [];
  return [{ from, to, message: "pattern needs a named capture, such as <status>." }];
}

function checkLineFilters(root: SyntaxNode, text: string): readonly LogqlMistake[] {
  if (root.parent?.name !== "PipelineStage") return [];
  const mistakes: LogqlMistake[] = [];
  let isPattern = false;
  root.cursor().iterate((ref) => {
    if (ref.name === "Filter") isPattern = textOf(text, ref).endsWith("~");
    if (ref.name === "String" && isPattern) mistakes.push(...checkPattern(ref.node, text));
  });
  return mistakes;
}

function checkPattern(literal: SyntaxNode | undefined, text: string): readonly LogqlMistake[] {
  const value = literal ? unquote(textOf(text, literal)) : null;
  return literal && value !== null && matchesEmpty(value) === null ? [badPattern(literal)] : [];
}

function badPattern({ from, to }: SyntaxNode): LogqlMistake {
  return {
    from,
    to,
    message: "This is no regular expression: a bracket is not closed, or nothing is repeated.",
  };
}
