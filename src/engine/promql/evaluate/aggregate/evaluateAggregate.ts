import { EngineError } from "../../../EngineError.ts";
import type { Work } from "../../../work/Work.ts";
import type { StepVector } from "../../value/StepVector.ts";
import type { Evaluation, Frame } from "../Evaluation.ts";
import type { AggregatePlan } from "../Plan.ts";
import { countValues } from "./countValues.ts";
import { groupRows } from "./groupRows.ts";
import { pickSamples } from "./pickSamples.ts";
import { quantileOfGroups } from "./quantileOfGroups.ts";
import { createReducer } from "./reducers.ts";
import { reduceGroups } from "./reduceGroups.ts";

const PICKING: ReadonlySet<string> = new Set(["bottomk", "limit_ratio", "limitk", "topk"]);

const NO_PARAMS = new Float64Array(0);

export function* evaluateAggregate(run: Evaluation, frame: Frame, plan: AggregatePlan): Work<StepVector> {
  const { expr } = plan;
  const param = plan.param && (yield* run.evaluate(frame, plan.param));
  const value = yield* run.evaluate(frame, plan.inner);
  if (value.kind !== "vector") throw new Error("an aggregation is over an instant vector");
  const { vector } = value;
  if (expr.operator === "count_values") {
    if (param?.kind !== "string") throw new Error("count_values takes the name of a label");
    return yield* countValues(run, plan, { vector, label: param.text });
  }
  const params = param?.kind === "scalar" ? param.scalar.values : NO_PARAMS;
  if (PICKING.has(expr.operator)) return yield* pickSamples(run, plan, { vector, params });
  const groups = yield* groupRows(vector.labels, expr.grouping);
  run.budget.hold(groups.labels.length * frame.steps.count);
  if (expr.operator === "quantile") return yield* quantileOfGroups(run, plan, { vector, params, groups });
  const reducer = createReducer(expr.operator, groups.labels.length * frame.steps.count);
  if (!reducer) throw new EngineError("execution", `aggregation ${expr.operator} is not supported`);
  return yield* reduceGroups(run, { vector, groups, reducer });
}
