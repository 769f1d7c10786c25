import type { SyntaxNode } from "@lezer/common";
import { parseDuration } from "./goDuration.ts";
import { nodesNamed, parseLogql, textOf } from "./parse.ts";

/** What one selector of a query makes the server read, relative to the range that is asked for. */
export interface DataReach {
  /** With its braces, as typed. */
  readonly selector: string;
  /** Further back than the range's start, milliseconds: the `[5m]` of a metric query; 0 in a log query. */
  readonly windowMs: number;
  /** The whole range is moved back by this, milliseconds; negative: forward. */
  readonly offsetMs: number;
}

/**
 * Every selector of a query with the time it looks at, read from the parse tree and without repetition; a text that
 * does not parse gives those that can be made out.
 */
export function dataReaches(text: string): readonly DataReach[] {
  const { tree, hiddenOffsets } = parseLogql(text);
  const reaches = nodesNamed(tree, "Selector").map((node) => {
    const reach = reachOf(node, text);
    const call = enclosing(node, "RangeAggregationExpr");
    const hidden = call && hiddenOffsets.find(({ from }) => call.from < from && from < call.to);
    // Behind an unwrap the grammar reads no offset.
    return hidden
      ? { ...reach, offsetMs: durationMs(textOf(text, hidden).replace(/^offset\s*/i, "")) }
      : reach;
  });
  const distinct = new Map(reaches.map((reach) => [JSON.stringify(reach), reach]));
  return [...distinct.values()];
}

function reachOf(selector: SyntaxNode, text: string): DataReach {
  const range = enclosing(selector, "LogRangeExpr");
  const duration = (holder: string): number => {
    const node = range?.getChild(holder);
    const found = node ? nodesNamed(node, "Duration")[0] : undefined;
    if (!found) return 0;
    const isForward = text.slice(node?.from, found.from).trimEnd().endsWith("-");
    return durationMs(textOf(text, found)) * (isForward ? -1 : 1);
  };
  return {
    selector: textOf(text, selector),
    windowMs: duration("Range"),
    offsetMs: duration("OffsetExpr"),
  };
}

/** A selector's own range expression: the nearest one, if the selector stands directly in one. */
function enclosing(node: SyntaxNode, name: string): SyntaxNode | null {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.name === name) return parent;
    if (parent.name === "MetricExpr") return null;
  }
  return null;
}

/** "1d12h", "1.5h", "-5m": Prometheus' and Go's spelling both, as Loki takes them. */
function durationMs(text: string): number {
  const isNegative = text.startsWith("-");
  const durationNs = parseDuration(isNegative ? text.slice(1) : text) ?? 0n;
  return (Number(durationNs) / 1e6) * (isNegative ? -1 : 1);
}
