import type {
  AggregateExpr,
  AtModifier,
  CallExpr,
  Expr,
  SelectorExpr,
  SubqueryExpr,
  TimeModifiers,
} from "../../../domain/query/promql/ast.ts";
import { EngineError } from "../../EngineError.ts";
import { createMatcher, type LabelMatcher } from "../../labels/LabelMatcher.ts";
import type { DurationTimes } from "../check/durationArithmetic.ts";
import { infoReference } from "../functions/infoReference.ts";
import type { TimeReference } from "../functions/PromFunction.ts";
import { promFunctions } from "../functions/promFunctions.ts";
import { durationMs } from "./durationMs.ts";
import type { BinaryPlan, CallPlan, Plan, SelectorPlan, SubqueryPlan } from "./Plan.ts";

export interface PlanContext extends DurationTimes {
  readonly startMs: number;
  readonly endMs: number;
  /** Step of a subquery that names none (Prometheus: the global evaluation interval). */
  readonly subqueryStepMs: number;
}

/** A plan, whether its value is the same at every step, and whether that is worth a node of its own. */
interface Planned {
  readonly plan: Plan;
  readonly isSame: boolean;
  readonly isOnce: boolean;
}

/**
 * Prepares a checked expression. What does not depend on the step is put under a "once" node at the highest place, as
 * PreprocessExpr of promql/engine.go does: it decides what is evaluated at the first step.
 */
export function planQuery(expr: Expr, context: PlanContext): Plan {
  return wrapOnce(planOf(expr, context));
}

function wrapOnce({ plan, isOnce }: Planned): Plan {
  return isOnce ? once(plan) : plan;
}

const once = (inner: Plan): Plan => ({ type: "once", expr: inner.expr, inner });

function planOf(expr: Expr, context: PlanContext): Planned {
  switch (expr.type) {
    case "number":
      return { plan: { type: "number", expr, value: expr.value }, isSame: true, isOnce: false };
    case "string":
      return { plan: { type: "string", expr, text: expr.value }, isSame: true, isOnce: false };
    case "paren":
      return planOf(expr.expr, context);
    case "unary": {
      const inner = planOf(expr.expr, context);
      return { ...inner, plan: { type: "unary", expr, inner: inner.plan } };
    }
    case "selector":
      return planSelector(expr, context);
    case "subquery":
      return planSubquery(expr, context);
    case "aggregate":
      return planAggregate(expr, context);
    case "binary": {
      const lhs = planOf(expr.lhs, context);
      const rhs = planOf(expr.rhs, context);
      const binary = (left: Plan, right: Plan): BinaryPlan => ({
        type: "binary",
        expr,
        lhs: left,
        rhs: right,
      });
      if (lhs.isSame && rhs.isSame) return { plan: binary(lhs.plan, rhs.plan), isSame: true, isOnce: true };
      return { plan: binary(wrapOnce(lhs), wrapOnce(rhs)), isSame: false, isOnce: false };
    }
    case "call":
      return planCall(expr, context);
  }
}

/** Whether an aggregation is the same at every step depends on its vector, not on its parameter. */
function planAggregate(expr: AggregateExpr, context: PlanContext): Planned {
  const inner = planOf(expr.expr, context);
  const param = expr.param && planOf(expr.param, context).plan;
  return { ...inner, plan: { type: "aggregate", expr, param, inner: inner.plan } };
}

function planSelector(expr: SelectorExpr, context: PlanContext): Planned {
  const time = timeReferenceOf(expr, context);
  const plan: SelectorPlan = {
    type: "selector",
    expr,
    matchers: matchersOf(expr),
    rangeMs: expr.range && durationMs(expr.range, context),
    ...time,
  };
  return { plan, isSame: time.atMs !== null, isOnce: time.atMs !== null && plan.rangeMs === null };
}

function planSubquery(expr: SubqueryExpr, context: PlanContext): Planned {
  const inner = planOf(expr.expr, context);
  const time = timeReferenceOf(expr, context);
  const plan: SubqueryPlan = {
    type: "subquery",
    expr,
    // Once even for a plain number: the steps of a subquery are its own.
    inner: inner.isSame ? once(inner.plan) : inner.plan,
    rangeMs: durationMs(expr.range, context),
    stepMs: (expr.step && durationMs(expr.step, context)) || context.subqueryStepMs,
    ...time,
  };
  return { plan, isSame: time.atMs !== null, isOnce: false };
}

/** `@` and offset as they are in this query. */
export function timeReferenceOf({ at, offset }: TimeModifiers, context: PlanContext): TimeReference {
  return { atMs: timeOf(at, context), offsetMs: offset ? durationMs(offset, context) : 0 };
}

function timeOf(at: AtModifier | null, { startMs, endMs }: PlanContext): number | null {
  if (at === null) return null;
  if (at.type === "time") return at.timeMs;
  return at.type === "start" ? startMs : endMs;
}

function matchersOf(expr: SelectorExpr): LabelMatcher[] {
  const matchers = expr.matchers.map(({ name, operator, value }) => createMatcher(name, operator, value));
  return expr.name === "" ? matchers : [createMatcher("__name__", "=", expr.name), ...matchers];
}

/** Functions whose result depends on the evaluation time even where their arguments do not (AtModifierUnsafeFunctions). */
const TIME_DEPENDENT: ReadonlySet<string> = new Set([
  "day_of_month",
  "day_of_week",
  "day_of_year",
  "days_in_month",
  "hour",
  "minute",
  "month",
  "predict_linear",
  "time",
  "timestamp",
  "year",
]);

function planCall(expr: CallExpr, context: PlanContext): Planned {
  const value = queryTimeOf(expr.name, context);
  if (value !== null) return { plan: { type: "number", expr, value }, isSame: true, isOnce: false };
  const body = promFunctions.get(expr.name)?.body;
  if (!body) throw new EngineError("execution", `function ${expr.name} is not supported`);
  const args = expr.args.map((arg) => planOf(arg, context));
  const call = (plans: readonly Plan[]): CallPlan => ({ type: "call", expr, body, args: plans });
  const isInfo = expr.name === "info";
  // The second argument of info() is no vector.
  const areArgsSame = args.every((arg, i) => arg.isSame || (isInfo && i === 1));
  const areSame = areArgsSame && (!isInfo || isInfoFixed(expr, context));
  const isTimeOfSelector = expr.name === "timestamp" && args[0]?.plan.type === "selector";
  if (areSame && (!TIME_DEPENDENT.has(expr.name) || isTimeOfSelector))
    return { plan: call(args.map((arg) => arg.plan)), isSame: true, isOnce: true };
  return { plan: call(args.map(wrapOnce)), isSame: false, isOnce: false };
}

/** Selectors fixed at different times make info() look at the evaluation time. */
function isInfoFixed({ args: [vector] }: CallExpr, context: PlanContext): boolean {
  return vector ? infoReference(vector, (expr) => timeReferenceOf(expr, context)).atMs !== null : false;
}

/** start(), end(), range() and step() as numbers of seconds; null for any other function. */
function queryTimeOf(name: string, { startMs, endMs, stepMs }: PlanContext): number | null {
  switch (name) {
    case "start":
      return startMs / 1000;
    case "end":
      return endMs / 1000;
    case "range":
      return (endMs - startMs) / 1000;
    case "step":
      return startMs === endMs ? 0 : stepMs / 1000;
    default:
      return null;
  }
}
