import type { SyntaxNode } from "@lezer/common";
import type { BinaryModifiers, VectorMatching } from "./ast.ts";
import type { BuildContext } from "./buildContext.ts";
import { readSigned } from "./buildDuration.ts";
import { readLabelName } from "./buildSelector.ts";
import { nodesOf } from "./parse.ts";

/** What stands between a binary operator and its right side: `bool`, `on (…) group_left (…)`, `fill (…)`. */
export function modifiersOf(context: BuildContext, nodes: readonly SyntaxNode[]): BinaryModifiers {
  const clause = nodes.find((node) => node.name === "MatchingModifierClause");
  const fill = nodes.find((node) => node.name === "FillModifier");
  const both = fillValue(context, fill, "FillClause");
  return {
    isBool: nodes.some((node) => node.name === "BoolModifier"),
    matching: clause ? matchingOf(context, clause) : null,
    fillLeft: both ?? fillValue(context, fill, "FillLeftClause"),
    fillRight: both ?? fillValue(context, fill, "FillRightClause"),
  };
}

function matchingOf(context: BuildContext, clause: SyntaxNode): VectorMatching {
  const [on, include] = clause.getChildren("GroupingLabels");
  const names = (list: SyntaxNode | undefined) =>
    list ? nodesOf(list).map((label) => readLabelName(context, label)) : [];
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : null;
  return { isOn: clause.getChild("On") !== null, labels: names(on), group, include: names(include) };
}

function fillValue(context: BuildContext, fill: SyntaxNode | undefined, name: string): number | null {
  const literal = fill?.getChild(name)?.getChild("NumberDurationLiteral");
  return literal ? readSigned(context, literal).value : null;
}
