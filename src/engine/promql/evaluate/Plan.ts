import type {
  AggregateExpr,
  BinaryExpr,
  CallExpr,
  Expr,
  NumberExpr,
  SelectorExpr,
  StringExpr,
  SubqueryExpr,
  UnaryExpr,
} from "../../../domain/query/promql/ast.ts";
import type { LabelMatcher } from "../../labels/LabelMatcher.ts";
import type { PromFunction } from "../functions/PromFunction.ts";

/** A query ready to be evaluated: parentheses gone, durations and @ in milliseconds, functions and matchers looked up. */
export type Plan =
  | SelectorPlan
  | SubqueryPlan
  | AggregatePlan
  | BinaryPlan
  | CallPlan
  | UnaryPlan
  | NumberPlan
  | StringPlan
  | OncePlan;

/** What a range function looks through. */
export type RangePlan = (SelectorPlan & { readonly rangeMs: number }) | SubqueryPlan;

interface Shift {
  /** `@`: the time looked at instead of the evaluation time. */
  readonly atMs: number | null;
  readonly offsetMs: number;
}

export interface SelectorPlan extends Shift {
  readonly type: "selector";
  readonly expr: SelectorExpr;
  readonly matchers: readonly LabelMatcher[];
  /** Null for an instant selector. */
  readonly rangeMs: number | null;
}

export interface SubqueryPlan extends Shift {
  readonly type: "subquery";
  readonly expr: SubqueryExpr;
  readonly inner: Plan;
  readonly rangeMs: number;
  readonly stepMs: number;
}

export interface AggregatePlan {
  readonly type: "aggregate";
  readonly expr: AggregateExpr;
  readonly param: Plan | null;
  readonly inner: Plan;
}

export interface BinaryPlan {
  readonly type: "binary";
  readonly expr: BinaryExpr;
  readonly lhs: Plan;
  readonly rhs: Plan;
}

export interface CallPlan {
  readonly type: "call";
  readonly expr: CallExpr;
  readonly body: PromFunction["body"];
  readonly args: readonly Plan[];
}

export interface UnaryPlan {
  readonly type: "unary";
  readonly expr: UnaryExpr;
  readonly inner: Plan;
}

interface NumberPlan {
  readonly type: "number";
  readonly expr: NumberExpr | CallExpr;
  readonly value: number;
}

interface StringPlan {
  readonly type: "string";
  readonly expr: StringExpr;
  readonly text: string;
}

/** The same at every step, so it is evaluated at the first one only. */
export interface OncePlan {
  readonly type: "once";
  readonly expr: Expr;
  readonly inner: Plan;
}

export function isRangePlan(plan: Plan): plan is RangePlan {
  return plan.type === "subquery" || (plan.type === "selector" && plan.rangeMs !== null);
}
