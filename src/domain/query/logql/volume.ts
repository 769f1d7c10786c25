import type { SyntaxNode } from "@lezer/common";
import { wrapText } from "../promql/editText.ts";
import { logqlKind } from "./kind.ts";
import { parseLogql, textOf } from "./parse.ts";
import { isUsableLabel } from "./reserved.ts";

export interface VolumeOptions {
  /** The label or field that holds the level, where it is another than `detected_level` and `level`. */
  readonly levelLabel?: string | null;
  /** A LogQL duration; the variable `$__auto` where none is given. */
  readonly step?: string;
}

/**
 * The metric query for lines per level of a log query (E1): `sum by (detected_level, level) (count_over_time(… [$__auto]))`.
 * A line that a stage could not read keeps its place in the count: its error is dropped, where Loki would else refuse
 * the whole query. Null where the text is no log query.
 */
export function volumeQuery(
  text: string,
  { levelLabel, step = "$__auto" }: VolumeOptions = {},
): string | null {
  const selection = logSelectionOf(text);
  if (selection === null) return null;
  const labels = ["detected_level", "level"];
  if (levelLabel && !labels.includes(levelLabel) && isUsableLabel(levelLabel)) labels.unshift(levelLabel);
  const counted = wrapText(
    selection.text,
    "count_over_time(",
    `${selection.hasStages ? " | drop __error__" : ""} [${step}])`,
  );
  return `sum by (${labels.join(", ")}) (${counted})`;
}

/** The selector and stages of a log query, without parentheses and what stands outside of them. */
function logSelectionOf(text: string): { readonly text: string; readonly hasStages: boolean } | null {
  if (logqlKind(text) !== "log") return null;
  let node: SyntaxNode | null | undefined = parseLogql(text)
    .tree.topNode.getChild("Expr")
    ?.getChild("LogExpr");
  while (node && !node.getChild("Selector")) node = node.getChild("LogExpr");
  return node ? { text: textOf(text, node), hasStages: node.getChild("PipelineExpr") !== null } : null;
}
