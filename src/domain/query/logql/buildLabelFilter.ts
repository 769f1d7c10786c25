import type { SyntaxNode } from "@lezer/common";
import { formatGoFloat } from "../promql/goNumber.ts";
import { quote } from "../promql/goString.ts";
import { type BuildContext, readString, readText, readVariable, refuse } from "./buildContext.ts";
import { parseByteSize, printByteSize } from "./byteSize.ts";
import { parseDuration, printGoDuration } from "./goDuration.ts";
import { canBackquote, isPlainPattern } from "./isPlainPattern.ts";
import { matchesEmpty } from "./matchesEmpty.ts";
import { nodesOf } from "./parse.ts";

type Item =
  | { readonly type: "operand"; readonly text: string }
  | { readonly type: "operator"; readonly operator: "or" | "and" | "," };

/** A LabelFilter node, printed as Loki prints it: `( a="1" , ( b>5 or c="2" ) )`. */
export function printLabelFilter(context: BuildContext, node: SyntaxNode): string {
  const items: Item[] = [];
  flatten(context, node, items);
  return rank(items);
}

/** Undoes the grammar's own ranking, which is not Loki's: operands and operators in text order. */
function flatten(context: BuildContext, node: SyntaxNode, items: Item[]): void {
  const nodes = nodesOf(node);
  const filters = nodes.filter(({ name }) => name === "LabelFilter");
  const [left, right] = filters;
  if (left && right) {
    flatten(context, left, items);
    const operator = nodes.find(({ name }) => name === "Or" || name === "And")?.name;
    items.push({ type: "operator", operator: operator === "Or" ? "or" : operator === "And" ? "and" : "," });
    flatten(context, right, items);
  } else if (left) {
    items.push({ type: "operand", text: printLabelFilter(context, left) });
  } else {
    const [filter] = nodes;
    items.push({ type: "operand", text: filter ? printOperand(context, filter) : "" });
  }
}

const RANK = { or: 1, and: 2, ",": 0 } as const;

/** `and` binds closer than `or`; a comma, or no operator at all, takes everything behind it (seen in Loki 3.7). */
function rank(items: readonly Item[]): string {
  let at = 0;
  function expression(lowest: number): string {
    const first = items[at++];
    let text = first?.type === "operand" ? first.text : "";
    for (let item = items[at]; item?.type === "operator"; item = items[at]) {
      const { operator } = item;
      const isComma = operator === ",";
      if (!isComma && RANK[operator] < lowest) break;
      at++;
      const right = expression(isComma ? 0 : RANK[operator] + 1);
      text = `( ${text} ${operator === "or" ? "or" : ","} ${right} )`;
    }
    return text;
  }
  return expression(0);
}

function printOperand(context: BuildContext, node: SyntaxNode): string {
  if (node.name === "Matcher") return printMatcher(context, node, quotePattern);
  const inner = node.name === "UnitFilter" ? node.firstChild : node;
  if (!inner) return "";
  const [name, operator] = nodesOf(inner);
  const head = readText(context, name) + readText(context, operator);
  if (inner.name === "IpLabelFilter")
    return `${head}ip(${quote(readString(context, inner.getChild("String")))})`;
  // Loki prints the equality of numbers with two signs.
  const compared = head.replace(/([^=!<>])=$/, "$1==");
  const value = nodesOf(inner)[2];
  return value ? compared + printValue(context, value) : compared;
}

function printValue(context: BuildContext, node: SyntaxNode): string {
  const typed = readText(context, node);
  if (readVariable(context, node) !== null) return typed;
  if (node.name === "Duration") return printDuration(context, node, typed);
  if (node.name === "Bytes") return printSize(context, node, typed);
  // 0x10 is 0 for Loki's printer, but not for its reader.
  return /x/i.test(typed) ? typed.replaceAll(/\s/g, "") : formatGoFloat(Number(typed.replaceAll(/\s/g, "")));
}

function printDuration(context: BuildContext, node: SyntaxNode, typed: string): string {
  const ns = parseDuration(typed);
  if (ns === null) refuse(context, node, `${typed} is no duration Loki reads: write 90s, 1h30m or 1.5s.`);
  return ns === null ? typed : printGoDuration(ns);
}

/** Loki rounds sizes to two digits (10KiB becomes 10kB); one that would be another size stays as it was typed. */
function printSize(context: BuildContext, node: SyntaxNode, typed: string): string {
  const bytes = parseByteSize(typed);
  if (bytes === null) {
    refuse(context, node, `Loki does not read ${typed}: write B, kB, KB, MB, GB, TB, KiB, MiB, GiB or TiB.`);
    return typed;
  }
  const printed = printByteSize(bytes);
  return parseByteSize(printed) === bytes ? printed : typed;
}

/** Loki prints the regular expressions that a filter wants matched in backticks, unless they are texts. */
function quotePattern(value: string, op: string): string {
  const isBackquoted = op === "=~" && !isPlainPattern(value) && canBackquote(value);
  return isBackquoted ? `\`${value}\`` : quote(value);
}

/** A Matcher node of a selector, filter, drop or keep. */
export function printMatcher(
  context: BuildContext,
  node: SyntaxNode,
  print: (value: string, op: string) => string = quote,
): string {
  const [name, operator, literal] = nodesOf(node);
  const value = readString(context, literal);
  const op = readText(context, operator);
  if (literal && op.endsWith("~") && matchesEmpty(value) === null) {
    refuse(
      context,
      literal,
      "This is no regular expression: a bracket is not closed, or nothing is repeated.",
    );
  }
  return readText(context, name) + op + print(value, op);
}
