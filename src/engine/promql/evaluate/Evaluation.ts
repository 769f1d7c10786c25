import type { MetricStore } from "../../store/MetricStore.ts";
import type { Work } from "../../work/Work.ts";
import type { Argument } from "../functions/PromFunction.ts";
import type { Steps } from "../value/StepVector.ts";
import type { NoteBook } from "./NoteBook.ts";
import type { Plan } from "./Plan.ts";
import type { PlanContext } from "./planQuery.ts";
import type { QueryBudget } from "./QueryBudget.ts";

/** What a sub-expression comes to; range vectors are read by the functions over them. */
export type Value = Argument;

/** The times a sub-expression is evaluated at: those of the query, or of a subquery. */
export interface Frame {
  readonly steps: Steps;
  /** Start and end are one time: the result keeps its order. */
  readonly isInstant: boolean;
}

/** One query under way. */
export interface Evaluation {
  readonly store: MetricStore;
  readonly lookbackMs: number;
  readonly query: PlanContext;
  readonly budget: QueryBudget;
  readonly notes: NoteBook;
  evaluate(frame: Frame, plan: Plan): Work<Value>;
}

export const lastStepMs = ({ firstMs, stepMs, count }: Steps): number => firstMs + stepMs * (count - 1);
