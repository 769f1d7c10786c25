/** The tree that formatting and lint work on. `from` and `to` are offsets (UTF-16) into the typed text. */

interface Node {
  readonly from: number;
  readonly to: number;
}

export interface LineFilterGroup {
  /** `|=`, `!=`, `|~`, `!~`, `|>` or `!>`. */
  readonly op: string;
  /** Printed: a string, or `ip("…")`; more than one are joined by `or`. */
  readonly alternatives: readonly string[];
}

export type Stage =
  | { readonly type: "lines"; readonly filters: readonly LineFilterGroup[] }
  /** Any other stage, printed: `| json`. */
  | { readonly type: "stage"; readonly text: string };

/** A selector with its stages. */
export interface LogExpr extends Node {
  readonly type: "log";
  /** Printed: `{a="b", c="d"}`. */
  readonly selector: string;
  readonly stages: readonly Stage[];
}

export interface Grouping extends Node {
  readonly isWithout: boolean;
  readonly labels: readonly string[];
}

/** A duration or size of the query, or a variable that stands for one. */
export interface Quantity {
  readonly ns: bigint;
  readonly variable: string | null;
}

export interface RangeExpr extends Node {
  readonly type: "range";
  /** Lower case. */
  readonly name: string;
  readonly param: NumberExpr | null;
  readonly log: LogExpr;
  /** `| unwrap bytes(x)` and the filters behind it, printed. */
  readonly unwrap: {
    readonly text: string;
    readonly filters: readonly string[];
    readonly from: number;
  } | null;
  readonly interval: Quantity;
  readonly offset: Quantity | null;
  readonly grouping: Grouping | null;
}

export interface AggregateExpr extends Node {
  readonly type: "aggregate";
  /** Lower case. */
  readonly name: string;
  readonly param: NumberExpr | null;
  readonly grouping: Grouping | null;
  readonly expr: Expr;
}

export interface BinaryModifiers {
  readonly isBool: boolean;
  readonly matching: {
    readonly isOn: boolean;
    readonly labels: readonly string[];
    readonly group: "left" | "right" | null;
    readonly include: readonly string[];
  } | null;
}

export interface BinaryExpr extends Node, BinaryModifiers {
  readonly type: "binary";
  /** Lower case. */
  readonly operator: string;
  readonly lhs: Expr;
  readonly rhs: Expr;
}

export interface NumberExpr extends Node {
  readonly type: "number";
  readonly value: number;
  /** As typed, where the server puts a number later (`$__range_s`). */
  readonly variable: string | null;
}

export interface LabelReplaceExpr extends Node {
  readonly type: "label_replace";
  readonly expr: Expr;
  /** Destination, replacement, source, pattern. */
  readonly args: readonly string[];
}

export interface VectorExpr extends Node {
  readonly type: "vector";
  readonly value: number;
  readonly typed: string;
}

export type Expr =
  | LogExpr
  | RangeExpr
  | AggregateExpr
  | BinaryExpr
  | NumberExpr
  | LabelReplaceExpr
  | VectorExpr;

/** The direct children, left to right. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.type) {
    case "range":
      return [expr.log];
    case "aggregate":
    case "label_replace":
      return [expr.expr];
    case "binary":
      return [expr.lhs, expr.rhs];
    default:
      return [];
  }
}
