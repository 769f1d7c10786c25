import type { SyntaxNode } from "@lezer/common";
import type { LogExpr, Quantity, RangeExpr } from "./ast.ts";
import { type BuildContext, readText, readVariable, refuse } from "./buildContext.ts";
import { printLabelFilter, printMatcher } from "./buildLabelFilter.ts";
import { buildStage } from "./buildStage.ts";
import { buildGrouping, buildNumber } from "./buildTerms.ts";
import { parseDuration, parseRangeDuration } from "./goDuration.ts";
import { nodesNamed } from "./parse.ts";
import { stagesOf } from "./pipeline.ts";

/** A LogExpr or LogRangeExpr node: its selector and stages. */
export function buildLog(context: BuildContext, node: SyntaxNode): LogExpr | null {
  let holder: SyntaxNode | null = node;
  while (holder && !holder.getChild("Selector")) holder = holder.getChild(holder.name);
  const selector = holder?.getChild("Selector");
  if (!holder || !selector) return null;
  const matchers = nodesNamed(selector, "Matcher").map((matcher) => printMatcher(context, matcher));
  const pipeline = holder.getChild("PipelineExpr");
  const stages = pipeline ? stagesOf(pipeline).map((stage) => buildStage(context, stage)) : [];
  return { type: "log", selector: `{${matchers.join(", ")}}`, stages, from: node.from, to: node.to };
}

export function buildRange(context: BuildContext, node: SyntaxNode): RangeExpr | null {
  let holder = node.getChild("LogRangeExpr");
  while (holder && !holder.getChild("Selector")) holder = holder.getChild("LogRangeExpr");
  const log = holder && buildLog(context, holder);
  const range = holder?.getChild("Range");
  if (!holder || !log || !range) return null;
  const param = node.getChild("Number");
  return {
    type: "range",
    name: readText(context, node.getChild("RangeOp")).toLowerCase(),
    param: param ? buildNumber(context, param) : null,
    log,
    unwrap: buildUnwrap(context, holder.getChild("UnwrapExpr")),
    interval: buildInterval(context, range),
    offset: buildOffset(context, node, holder),
    grouping: buildGrouping(context, node.getChild("Grouping")),
    from: node.from,
    to: node.to,
  };
}

/** The grammar nests the filters behind `unwrap` round it. */
function buildUnwrap(context: BuildContext, outermost: SyntaxNode | null): RangeExpr["unwrap"] {
  const filters: string[] = [];
  let node = outermost;
  while (node) {
    const filter = node.getChild("LabelFilter");
    if (filter) filters.push(printLabelFilter(context, filter));
    const inner: SyntaxNode | null = node.getChild("UnwrapExpr");
    if (!inner) break;
    node = inner;
  }
  if (!node) return null;
  const name = readText(context, node.getChild("Identifier"));
  const conversion = readText(context, node.getChild("ConvOp")).toLowerCase();
  const text = `| unwrap ${conversion === "" ? name : `${conversion}(${name})`}`;
  return { text, filters: filters.toReversed(), from: node.from };
}

function buildInterval(context: BuildContext, range: SyntaxNode): Quantity {
  const node = range.getChild("Duration");
  const variable = readVariable(context, node);
  // With its blanks, since Loki refuses `[ 5m ]`.
  const typed = readText(context, range).slice(1, -1);
  const ns = variable === null ? parseRangeDuration(typed) : 0n;
  if (ns === null) refuse(context, range, rangeMessage(typed));
  return { ns: ns ?? 0n, variable: variable === null ? null : typed.trim() };
}

export function rangeMessage(typed: string): string {
  if (typed !== typed.trim() && parseRangeDuration(typed.trim()) !== null) {
    return "Loki takes no blanks inside the brackets of a range.";
  }
  const shown = typed.trim();
  if (shown === "") return "The range is empty: write [5m], or [$__auto] for one that follows the step.";
  if (/^\d+$/.test(shown))
    return `The range ${shown} has no unit: write [${shown}s], [${shown}m] or [${shown}h].`;
  return `${shown} is no range Loki reads: whole numbers with ms, s, m, h, d, w or y, largest first, as in [1h30m].`;
}

function buildOffset(context: BuildContext, call: SyntaxNode, holder: SyntaxNode): Quantity | null {
  const node = holder.getChild("OffsetExpr")?.getChild("Duration");
  const hidden = context.hiddenOffsets.find(({ from, to }) => call.from < from && to < call.to);
  const typed = node ? readText(context, node) : hidden && context.text.slice(hidden.from, hidden.to);
  const place = node ?? hidden;
  if (typed === undefined || !place) return null;
  const text = typed.replace(/^offset\s*/i, "");
  if (/[$[]/.test(text)) return { ns: 0n, variable: text };
  const ns = parseDuration(text);
  if (ns === null) refuse(context, place, `${text} is no duration Loki reads: write 90s, 1h30m or 1.5h.`);
  return { ns: ns ?? 0n, variable: null };
}
