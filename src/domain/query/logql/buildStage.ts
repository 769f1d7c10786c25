import type { SyntaxNode } from "@lezer/common";
import { quote } from "../promql/goString.ts";
import type { LineFilterGroup, Stage } from "./ast.ts";
import { type BuildContext, readString, readText } from "./buildContext.ts";
import { printLabelFilter, printMatcher } from "./buildLabelFilter.ts";
import { nodesNamed, nodesOf } from "./parse.ts";
import { stageKind } from "./pipeline.ts";

/** A PipelineStage node. */
export function buildStage(context: BuildContext, stage: SyntaxNode): Stage {
  const nodes = nodesOf(stage);
  const node = nodes[0]?.name === "Pipe" ? nodes[1] : nodes[0];
  if (stageKind(stage) === "LineFilters" && node)
    return { type: "lines", filters: lineGroups(context, node) };
  return { type: "stage", text: `| ${node ? printStage(context, node) : ""}` };
}

function printStage(context: BuildContext, node: SyntaxNode): string {
  const [word] = nodesOf(node);
  const keyword = readText(context, word).toLowerCase();
  switch (node.name) {
    case "LabelFilter":
      return printLabelFilter(context, node);
    case "LabelParser":
    case "LineFormatExpr": {
      const literal = node.getChild("String");
      return literal ? `${keyword} ${quote(readString(context, literal))}` : keyword;
    }
    case "LogfmtParser":
      return keyword + flags(context, node);
    case "JsonExpressionParser":
    case "LogfmtExpressionParser": {
      const expressions = nodesNamed(node, "LabelExtractionExpression");
      return `${keyword}${flags(context, node)} ${expressions.map((item) => extraction(context, item)).join(",")}`;
    }
    case "LabelFormatExpr": {
      const formats = nodesNamed(node, "LabelFormatMatcher");
      return `${keyword} ${formats.map((item) => labelFormat(context, item)).join(",")}`;
    }
    case "DropLabelsExpr":
      return `${keyword} ${labels(context, nodesNamed(node, "DropLabel"))}`;
    case "KeepLabelsExpr":
      return `${keyword} ${labels(context, nodesNamed(node, "KeepLabel"))}`;
    default:
      return keyword;
  }
}

function flags(context: BuildContext, node: SyntaxNode): string {
  const given = new Set(nodesNamed(node, "ParserFlag").map((flag) => readText(context, flag)));
  return ["--strict", "--keep-empty"].map((flag) => (given.has(flag) ? ` ${flag}` : "")).join("");
}

function extraction(context: BuildContext, node: SyntaxNode): string {
  const name = readText(context, node.getChild("Identifier"));
  const literal = node.getChild("String");
  return `${name}=${quote(literal ? readString(context, literal) : name)}`;
}

function labelFormat(context: BuildContext, node: SyntaxNode): string {
  const [name, , value] = nodesOf(node);
  const printed = value?.name === "String" ? quote(readString(context, value)) : readText(context, value);
  return `${readText(context, name)}=${printed}`;
}

function labels(context: BuildContext, nodes: readonly SyntaxNode[]): string {
  return nodes
    .map((node) => {
      const matcher = node.getChild("Matcher");
      return matcher ? printMatcher(context, matcher) : readText(context, node);
    })
    .join(",");
}

/** The filters of one stage in text order; `!= "a" or "b"` is `!= "a" != "b"`. */
function lineGroups(context: BuildContext, root: SyntaxNode): readonly LineFilterGroup[] {
  const groups: { op: string; alternatives: string[] }[] = [];
  let isIp = false;
  root.cursor().iterate((ref) => {
    if (ref.name === "Filter") groups.push({ op: readText(context, ref.node), alternatives: [] });
    else if (ref.name === "FilterOp") isIp = true;
    else if (ref.name === "String") {
      const value = quote(readString(context, ref.node));
      groups.at(-1)?.alternatives.push(isIp ? `ip(${value})` : value);
      isIp = false;
    }
  });
  return groups.flatMap(({ op, alternatives }) =>
    op.startsWith("!")
      ? alternatives.map((alternative) => ({ op, alternatives: [alternative] }))
      : [{ op, alternatives }],
  );
}
