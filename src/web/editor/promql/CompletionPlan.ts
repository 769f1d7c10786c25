import type { Slot } from "../completion/Slot.ts";

/** Metrics, functions and aggregations; `keywords` may stand here as well. */
export interface OperandPlan extends Slot {
  readonly kind: "operand";
  /** Selector of the matchers that already follow, as in `cpu|{ns="a"}`; "" for none. */
  readonly match: string;
  readonly keywords: readonly string[];
}

/** Words that may follow a finished operand. */
export interface OperatorPlan extends Slot {
  readonly kind: "operator";
  readonly keywords: readonly string[];
}

export interface LabelNamePlan extends Slot {
  readonly kind: "labelName";
  /** Selectors whose series have the names. */
  readonly matches: readonly string[];
  /** Names already in the list, not offered again. */
  readonly used: readonly string[];
  /** The literal the name stands in, as in `{"my.la|`; "" for a bare name. */
  readonly quote: string;
}

export interface LabelValuePlan extends Slot {
  readonly kind: "labelValue";
  readonly label: string;
  /** Selector of the *other* matchers; "" for none. */
  readonly match: string;
  readonly isRegexp: boolean;
  readonly quote: string;
  /** Which quotes an accepted value brings along: both after `pod=`, the closing one after `pod="`. */
  readonly adds: "both" | "closing" | "none";
}

/** A name in quotes between braces, `{"my.|`: a metric. */
export interface QuotedMetricPlan extends Slot {
  readonly kind: "quotedMetric";
  readonly quote: string;
  readonly adds: "closing" | "none";
  readonly match: string;
}

export interface MatchOperatorPlan extends Slot {
  readonly kind: "matchOperator";
}

/** Inside `[ ]` or after `offset`. */
export interface DurationPlan extends Slot {
  readonly kind: "duration";
  /** Variables such as $__interval stand for a duration in both places, `range` functions only in `[ ]`. */
  readonly isRange: boolean;
}

/** What to offer at the cursor, decided without asking anyone. Selectors are ready for `match[]`. */
export type CompletionPlan =
  | OperandPlan
  | OperatorPlan
  | LabelNamePlan
  | LabelValuePlan
  | QuotedMetricPlan
  | MatchOperatorPlan
  | DurationPlan;
