import type { SyntaxNode, Tree } from "@lezer/common";
import { nodesNamed, nodesOf } from "./parse.ts";

/** One log selection: its selector and the stages behind it, as nodes of the tree. */
export interface Pipeline {
  readonly selector: SyntaxNode;
  /** PipelineStage nodes in text order; `unwrap` is none. */
  readonly stages: readonly SyntaxNode[];
}

/** Every log selection of a query, in text order. */
export function pipelinesOf(tree: Tree): readonly Pipeline[] {
  return nodesNamed(tree, "Selector").map((selector) => {
    const expression = selector.parent?.getChild("PipelineExpr");
    return { selector, stages: expression ? stagesOf(expression) : [] };
  });
}

/** The grammar nests stages to the left: the last one is outermost. */
export function stagesOf(expression: SyntaxNode): readonly SyntaxNode[] {
  const stages: SyntaxNode[] = [];
  let node: SyntaxNode | null = expression;
  while (node) {
    const stage: SyntaxNode | null = node.getChild("PipelineStage");
    if (stage) stages.push(stage);
    node = node.getChild("PipelineExpr");
  }
  return stages.toReversed();
}

/** What a stage does: the name of the node behind its pipe, such as `LabelFilter` or `LineFilters`. */
export function stageKind(stage: SyntaxNode): string {
  const [first, second] = nodesOf(stage);
  return (first?.name === "Pipe" ? second?.name : first?.name) ?? "";
}

const PARSERS: ReadonlySet<string> = new Set([
  "LabelParser",
  "LogfmtParser",
  "JsonExpressionParser",
  "LogfmtExpressionParser",
]);

/** Stages that read fields out of the line. */
export function isParser(stage: SyntaxNode): boolean {
  return PARSERS.has(stageKind(stage));
}
