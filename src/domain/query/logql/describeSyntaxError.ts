import type { SyntaxNode } from "@lezer/common";
import type { LogqlMistake } from "./buildContext.ts";
import { rangeMessage } from "./buildRange.ts";
import { EMPTY_SELECTOR } from "./checkNames.ts";
import { logqlDocs } from "./functionDocs.ts";
import { nearestName } from "../nearestName.ts";
import { textOf } from "./parse.ts";
import { RESERVED_WORDS } from "./reserved.ts";

/** Says of an error node of the tree, the first one, what is wrong there. */
export function describeSyntaxError(node: SyntaxNode, text: string): LogqlMistake {
  const scene: Scene = { node, text, found: firstToken(text, node), parent: node.parent?.name ?? "" };
  for (const rule of RULES) {
    const mistake = rule(scene);
    if (mistake) return { ...visibleSpan(text, mistake), message: mistake.message };
  }
  const message =
    scene.found === "" ? "The query ends too early." : `${shown(scene.found)} is not expected here.`;
  return { ...visibleSpan(text, { from: node.from, to: node.to }), message };
}

interface Scene {
  readonly node: SyntaxNode;
  readonly text: string;
  /** The text at the error; "" at the end. */
  readonly found: string;
  readonly parent: string;
}

type Rule = (scene: Scene) => LogqlMistake | null;

const RULES: readonly Rule[] = [
  range,
  strings,
  selector,
  unknownFunction,
  stage,
  unwrapOutside,
  missingRange,
  rangeOutside,
  linesInAggregation,
  missingValue,
  unclosed,
];

const TOKEN = /\s*(?:#[^\n]*\s*)*([\w.:]{1,64}|[^\w\s]{1,2})?/y;

function firstToken(text: string, { from }: SyntaxNode): string {
  TOKEN.lastIndex = from;
  return TOKEN.exec(text)?.[1] ?? "";
}

function shown(token: string): string {
  return /^\w/.test(token) ? token : `“${token}”`;
}

/** An error of no length (something is missing) is shown on the character after it, or on the last one. */
function visibleSpan(text: string, { from, to }: { readonly from: number; readonly to: number }) {
  if (to > from) return { from, to };
  if (from < text.length && /\S/.test(text[from] ?? "")) return { from, to: from + 1 };
  const end = text.slice(0, Math.max(from, 1)).trimEnd().length || text.trimEnd().length;
  return { from: Math.max(0, end - 1), to: Math.max(end, Math.min(1, text.length)) };
}

function at({ from, to }: { readonly from: number; readonly to: number }, message: string): LogqlMistake {
  return { from, to, message };
}

/** `[5x]`, `[]`, `[5`. */
function range({ node, text, parent }: Scene): LogqlMistake | null {
  if (parent !== "Range" || !node.parent) return null;
  const from = node.parent.from;
  const end = text.indexOf("]", from);
  if (end < 0) return at({ from, to: node.parent.to }, "This range is not closed: a ] is missing.");
  return at({ from, to: end + 1 }, rangeMessage(text.slice(from + 1, end)));
}

function strings({ node, text, found }: Scene): LogqlMistake | null {
  const mark = found[0];
  if (mark === "'") return at(node, "Loki takes strings in double quotes or backticks only.");
  if (mark === "“" || mark === "”")
    return at(node, "These are typographic quotes; Loki takes straight ones.");
  const isQuote = mark === '"' || mark === "`";
  if (!isQuote || node.from === node.to || node.firstChild?.name === "String") return null;
  return at({ from: node.from, to: lineEnd(text, node.from) }, "This string has no end.");
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function selector({ node, text, parent, found }: Scene): LogqlMistake | null {
  const inside = parent === "Selector" || parent === "Matchers" || isSelectorMatcher(node);
  if (!inside) return null;
  if (RESERVED_WORDS.has(found.toLowerCase()))
    return at(node, `${found} is a word of LogQL and cannot name a label.`);
  if (node.firstChild?.name === "String" && !node.prevSibling) {
    return at(node, "Loki has no quoted label names: a name is letters, digits and underscores.");
  }
  if (found === "}" && parent === "Selector" && !node.prevSibling)
    return at(node.parent ?? node, EMPTY_SELECTOR);
  if (found === "==") return at(node, "A label is compared with one sign: = or =~.");
  if (isSelectorMatcher(node)) return matcherGap(node, found);
  if (found === ",") return at(node, "There is one comma too many here.");
  if (found.startsWith("}")) return at(node, "Loki takes no comma before the closing brace.");
  if (node.prevSibling?.name === "Matcher" || node.nextSibling?.name === "Matcher") {
    return at(node, "A comma is missing between two matchers.");
  }
  return found === "" || node.from === node.to ? unclosedSelector(node, text) : null;
}

function unclosedSelector(node: SyntaxNode, text: string): LogqlMistake {
  let whole: SyntaxNode = node;
  while (whole.parent && whole.name !== "Selector") whole = whole.parent;
  const { from, to } = whole;
  // rate(up[5m]): a metric's name stands where lines are selected.
  if (text[from] !== "{")
    return at({ from, to }, 'Logs are selected by labels in braces, as in {app="api"}.');
  return at({ from, to: from + 1 }, "This brace is not closed: a } is missing.");
}

function isSelectorMatcher(node: SyntaxNode): boolean {
  return node.parent?.name === "Matcher" && node.parent.parent?.name === "Matchers";
}

function matcherGap(node: SyntaxNode, found: string): LogqlMistake {
  if (node.prevSibling?.name === "Identifier")
    return at(node, "A label needs =, !=, =~ or !~ and a value in quotes.");
  const isMissing = found === "" || found.startsWith("}") || found === ",";
  return at(node, isMissing ? "A value in quotes is missing here." : "A label's value stands in quotes.");
}

/** `rat({…}[5m])`, `sum(rat(…))`, or `up`. */
function unknownFunction({ node, text, parent, found }: Scene): LogqlMistake | null {
  if (node.firstChild?.name !== "Identifier" || (parent !== "LogQL" && parent !== "RangeAggregationExpr"))
    return null;
  const isCall = /^\s*(?:by\b|without\b|\()/i.test(text.slice(node.to, node.to + 32));
  const names = [...logqlDocs("function").keys(), ...logqlDocs("aggregation").keys()];
  if (isCall && names.includes(found.toLowerCase())) {
    return at(node, `${found} cannot stand inside a range function: it takes what such a function gives.`);
  }
  const near = nearestName(found, names);
  if (isCall) return at(node, `Loki has no function ${found}.${near ? ` Did you mean ${near}?` : ""}`);
  return node.prevSibling ? null : at(node, 'A log query begins with labels in braces, as in {app="api"}.');
}

/** `| jsn`, `| line_frmat "x"`, `| x`. */
function stage({ node, text, parent, found }: Scene): LogqlMistake | null {
  const name = node.prevSibling;
  if (parent === "PipelineStage" && found !== "unwrap") {
    return at(node, found === "" ? "A stage is missing behind this pipe." : `${shown(found)} is no stage.`);
  }
  if (parent !== "Matcher" || name?.name !== "Identifier" || isSelectorMatcher(node)) return null;
  const word = textOf(text, name);
  const near = nearestName(word, [...logqlDocs("parser").keys(), ...logqlDocs("stage").keys()]);
  if (near) return at(name, `Loki has no stage ${word}. Did you mean ${near}?`);
  return at(name, `${word} is no stage of Loki; a filter compares the field, as in ${word}="value".`);
}

function unwrapOutside({ node, found }: Scene): LogqlMistake | null {
  if (node.firstChild?.name !== "Unwrap" && found !== "unwrap") return null;
  return at(
    node,
    "unwrap only works inside a range function, as the last stage: sum_over_time({…} | unwrap size [5m]).",
  );
}

function missingRange({ node, parent, found }: Scene): LogqlMistake | null {
  if (parent !== "LogRangeExpr" || node.parent?.getChild("Range")) return null;
  if (found !== ")" && found !== "") return null;
  const name = node.parent?.parent?.getChild("RangeOp");
  return at(
    node,
    `${name ? "A range function" : "This"} needs a range behind the selection: [$__auto], or a duration as in [5m].`,
  );
}

/** `{a="b"}[5m]`, and `{a="b"} offset 5m`. */
function rangeOutside({ node, parent, found }: Scene): LogqlMistake | null {
  if (found.toLowerCase() === "offset")
    return at(node, "An offset stands right behind a range: {…}[5m] offset 1h.");
  if (!found.startsWith("[") || parent === "LogRangeExpr") return null;
  return at(node, "A range belongs inside a function, as in rate({…}[5m]).");
}

/** `sum({a="b"})`. */
function linesInAggregation({ node, parent }: Scene): LogqlMistake | null {
  if (parent !== "LogQL" || !node.parent?.getChild("VectorOp") || !node.parent.getChild("Expr")) return null;
  const selection = node.parent.getChild("Expr");
  if (!selection?.getChild("LogExpr")) return null;
  return at(
    selection,
    "This aggregates numbers, not lines: put a range function inside, as in sum(rate({…}[$__auto])).",
  );
}

/** `| x >`, `|= x`, `rate(…) /`. */
function missingValue({ node, parent, found }: Scene): LogqlMistake | null {
  if (parent === "LineFilter" || parent === "LabelParser")
    return at(node, "A text in quotes is missing here.");
  if (parent.endsWith("Filter") || parent === "Matcher") {
    return at(node, "A filter compares with a text in quotes, a number, a duration or a size.");
  }
  if (parent === "BinOpExpr" && (found === "" || node.from === node.to))
    return at(node, "The right side of the calculation is missing.");
  if (found === "," && node.nextSibling?.firstChild?.name === "Number") {
    return at(node.nextSibling, "The number stands first, as in topk(5, …).");
  }
  if (parent === "Grouping") return at(node, "Labels to group by stand in brackets, as in by (app, level).");
  if (parent === "LabelFormatMatcher") return at(node, 'label_format needs name=label or name="template".');
  return null;
}

/** `sum(rate({…}[5m])`. */
function unclosed({ node, found, text }: Scene): LogqlMistake | null {
  if (found !== "") return null;
  const opened = text.slice(0, node.from).replaceAll(/"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|#[^\n]*/g, "");
  const open = opened.split("(").length - opened.split(")").length;
  return open > 0
    ? at(node, `${open === 1 ? "A closing bracket is" : `${open} closing brackets are`} missing.`)
    : null;
}
