/** The tree our PromQL helpers work on. `from` and `to` are offsets (UTF-16) into the parsed text. */

export type ResultKind = "scalar" | "vector" | "matrix" | "string";

interface Node {
  readonly from: number;
  readonly to: number;
  readonly kind: ResultKind;
  /** Levels of nodes below and including this one; recursion over a tree is bounded by it. */
  readonly depth: number;
}

/** `isDuration` when written as `5m`; `value` is then seconds. */
export interface NumberExpr extends Node {
  readonly type: "number";
  readonly value: number;
  readonly isDuration: boolean;
}

export interface StringExpr extends Node {
  readonly type: "string";
  readonly value: string;
}

export type MatchOperator = "=" | "!=" | "=~" | "!~";

export interface Matcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A range, step or offset: one number of seconds, or arithmetic the server evaluates. */
export type DurationValue =
  | { readonly type: "number"; readonly value: number; readonly isDuration: boolean }
  | DurationArithmetic;

export interface DurationArithmetic {
  readonly type: "arithmetic";
  /** "group" is a parenthesised lone number. Unary when `lhs` is null. */
  readonly operator: "+" | "-" | "*" | "/" | "%" | "^" | "step" | "range" | "min_of" | "max_of" | "group";
  readonly lhs: DurationValue | null;
  readonly rhs: DurationValue | null;
  readonly isWrapped: boolean;
}

export type AtModifier =
  | { readonly type: "start" | "end" }
  | { readonly type: "time"; readonly timeMs: number };

export interface TimeModifiers {
  readonly at: AtModifier | null;
  readonly offset: DurationValue | null;
}

/** `foo{a="b"}` or, with `range`, `foo{a="b"}[5m]`. `name` is "" when it stands inside the braces. */
export interface SelectorExpr extends Node, TimeModifiers {
  readonly type: "selector";
  /** Where name and matchers end and range, offset and @ begin. */
  readonly headTo: number;
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly range: DurationValue | null;
  readonly extension: "anchored" | "smoothed" | null;
}

export interface SubqueryExpr extends Node, TimeModifiers {
  readonly type: "subquery";
  readonly expr: Expr;
  readonly range: DurationValue;
  readonly step: DurationValue | null;
}

export interface AggregateExpr extends Node {
  readonly type: "aggregate";
  /** Lower case. */
  readonly operator: string;
  readonly grouping: { readonly isWithout: boolean; readonly labels: readonly string[] } | null;
  readonly param: Expr | null;
  readonly expr: Expr;
}

export interface VectorMatching {
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly group: "left" | "right" | null;
  readonly include: readonly string[];
}

export interface BinaryModifiers {
  readonly isBool: boolean;
  readonly matching: VectorMatching | null;
  readonly fillLeft: number | null;
  readonly fillRight: number | null;
}

export interface BinaryExpr extends Node, BinaryModifiers {
  readonly type: "binary";
  /** Lower case. */
  readonly operator: string;
  readonly lhs: Expr;
  readonly rhs: Expr;
}

export interface CallExpr extends Node {
  readonly type: "call";
  readonly name: string;
  readonly args: readonly Expr[];
}

export interface ParenExpr extends Node {
  readonly type: "paren";
  readonly expr: Expr;
}

export interface UnaryExpr extends Node {
  readonly type: "unary";
  readonly operator: "+" | "-";
  readonly expr: Expr;
}

export type Expr =
  | NumberExpr
  | StringExpr
  | SelectorExpr
  | SubqueryExpr
  | AggregateExpr
  | BinaryExpr
  | CallExpr
  | ParenExpr
  | UnaryExpr;

/** The direct children, left to right. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.type) {
    case "subquery":
    case "paren":
    case "unary":
      return [expr.expr];
    case "aggregate":
      return expr.param ? [expr.param, expr.expr] : [expr.expr];
    case "binary":
      return [expr.lhs, expr.rhs];
    case "call":
      return expr.args;
    default:
      return [];
  }
}
