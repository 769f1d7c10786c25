import type { MatchOperator, ResultKind } from "../../../domain/query/promql/ast.ts";

import type { DurationNode } from "./DurationNode.ts";

/** A query as Prometheus sees it while it checks: with the places its messages tell. Offsets are UTF-16. */
interface Node {
  readonly from: number;
  readonly to: number;
  readonly kind: ResultKind;
}

export interface LeafNode extends Node {
  readonly type: "number" | "string";
}

export interface CheckedMatcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** Offset and @ of a selector or subquery; each may be set once, but an offset of zero counts as none. */
export interface TimeNode extends Node {
  readonly offset: DurationNode | null;
  readonly hasAt: boolean;
}

export interface VectorNode extends TimeNode {
  readonly type: "vector";
  readonly name: string;
  readonly matchers: readonly CheckedMatcher[];
}

export interface MatrixNode extends TimeNode {
  readonly type: "matrix";
  readonly selector: VectorNode;
  readonly range: DurationNode;
}

export interface SubqueryNode extends TimeNode {
  readonly type: "subquery";
  readonly range: DurationNode;
  readonly step: DurationNode | null;
  readonly expr: CheckNode;
}

export interface AggregateNode extends Node {
  readonly type: "aggregate";
  readonly operator: string;
  readonly param: CheckNode | null;
  readonly expr: CheckNode;
}

export interface BinaryModifiersNode {
  readonly isBool: boolean;
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly isGrouped: boolean;
  readonly include: readonly string[];
  readonly hasFill: boolean;
}

export interface BinaryNode extends Node, BinaryModifiersNode {
  readonly type: "binary";
  readonly operator: string;
  readonly lhs: CheckNode;
  readonly rhs: CheckNode;
}

export interface CallNode extends Node {
  readonly type: "call";
  readonly name: string;
  readonly args: readonly CheckNode[];
}

export interface WrapNode extends Node {
  readonly type: "paren" | "unary";
  readonly expr: CheckNode;
}

export type CheckNode =
  | LeafNode
  | VectorNode
  | MatrixNode
  | SubqueryNode
  | AggregateNode
  | BinaryNode
  | CallNode
  | WrapNode;
