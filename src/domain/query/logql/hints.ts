import type { SyntaxNode } from "@lezer/common";
import { applyEdits, type TextEdit } from "../promql/editText.ts";
import { errorNodes, nodesNamed, parseLogql, textOf } from "./parse.ts";

/** One thing that would make a query of a text that is nearly one, with its fix; nothing is applied by itself. */
export interface LogqlHint {
  readonly id: "range" | "count";
  readonly text: string;
  /** On the button. */
  readonly fixLabel: string;
  /** The query with the fix in it; everything else stays byte for byte. */
  readonly apply: () => string;
}

/**
 * `rate({a="b"})` misses its range, and `sum({a="b"})` adds up lines. At most one hint, and only where its fix makes a
 * query of the text.
 */
export function logqlHints(text: string): readonly LogqlHint[] {
  const { tree, isTooComplex } = parseLogql(text);
  const [error] = isTooComplex ? [] : errorNodes(tree);
  if (!error) return [];
  const ranges = nodesNamed(tree, "LogRangeExpr").filter(isWithoutRange);
  const range = hintOf(text, {
    id: "range",
    text: "A range function needs a range behind the selection.",
    fixLabel: "Add [$__auto]",
    edits: ranges.map((node) => insertBehind(node, " [$__auto]")),
  });
  if (range) return [range];
  const selection = tree.topNode.getChild("VectorOp") && tree.topNode.getChild("Expr")?.getChild("LogExpr");
  if (!selection || textOf(text, selection).includes("#")) return [];
  const count = hintOf(text, {
    id: "count",
    text: "This aggregates numbers, not lines.",
    fixLabel: "Count the lines",
    edits: [
      { from: selection.from, to: selection.from, insert: "count_over_time(" },
      insertBehind(selection, " [$__auto])"),
    ],
  });
  return count ? [count] : [];
}

function isWithoutRange(node: SyntaxNode): boolean {
  return !node.getChild("Range") && !node.getChild("LogRangeExpr") && node.getChild("Selector") !== null;
}

/** Behind what is there, before an error node that may cover a bracket. */
function insertBehind(node: SyntaxNode, insert: string): TextEdit {
  let last = node.lastChild;
  while (last && (last.type.isError || last.name === "LineComment")) last = last.prevSibling;
  const at = last?.to ?? node.to;
  return { from: at, to: at, insert };
}

interface Candidate extends Omit<LogqlHint, "apply"> {
  readonly edits: readonly TextEdit[];
}

function hintOf(text: string, { edits, ...hint }: Candidate): LogqlHint | null {
  if (edits.length === 0) return null;
  const fixed = applyEdits(text, edits);
  return errorNodes(parseLogql(fixed).tree).length === 0 ? { ...hint, apply: () => fixed } : null;
}
