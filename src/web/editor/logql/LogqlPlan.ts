import type { Slot } from "../completion/Slot.ts";

/** A place where the labels and fields of one pipeline may be named. */
interface InPipeline {
  /** The stream selector whose lines run through it, ready for `query`; "" for none that a server would take. */
  readonly match: string;
  /** A parser stands before the cursor, so the fields of the lines have names. */
  readonly hasParser: boolean;
}

/** Functions, and `{` where lines are wanted; `keywords` may stand here as well. */
export interface OperandPlan extends Slot {
  readonly kind: "operand";
  /** A range function wants lines, an aggregation a metric; elsewhere either stands. */
  readonly wants: "lines" | "metric" | "any";
  readonly keywords: readonly string[];
}

/** Words that may follow a finished operand. */
export interface OperatorPlan extends Slot {
  readonly kind: "operator";
  readonly keywords: readonly string[];
}

/** A label between braces. */
export interface LabelNamePlan extends Slot {
  readonly kind: "labelName";
  /** Selector of the other matchers; "" for none. */
  readonly match: string;
  /** Names already in the list, not offered again. */
  readonly used: readonly string[];
}

/** Where a value is written, with its quotes or without. */
interface ValueSlot extends Slot {
  readonly label: string;
  readonly isRegexp: boolean;
  readonly quote: string;
  /** Which quotes an accepted value brings along: both after `pod=`, the closing one after `pod="`. */
  readonly adds: "both" | "closing" | "none";
}

export interface LabelValuePlan extends ValueSlot {
  readonly kind: "labelValue";
  /** Selector of the *other* matchers; "" for none. */
  readonly match: string;
}

/** `= != =~ !~` between braces. */
export interface MatchOperatorPlan extends Slot {
  readonly kind: "matchOperator";
}

/** After a pipe: parsers, stages, label filters and, right behind it, line filters. */
export interface StagePlan extends Slot, InPipeline {
  readonly kind: "stage";
  /** Where the pipe stands, which a line filter replaces; null once something is typed after it. */
  readonly pipeFrom: number | null;
  /** Inside a range function, where `unwrap` may stand. */
  readonly isRange: boolean;
}

/** After a finished selector or stage: what may follow, with its pipe. */
export interface PipePlan extends Slot {
  readonly kind: "pipe";
  readonly keywords: readonly string[];
  readonly isRange: boolean;
}

/** A label or field of the lines: in a filter after `and`, in `keep`, `label_format`, `unwrap`, `by (…)`. */
export interface FieldPlan extends Slot {
  readonly kind: "field";
  /** Selectors whose streams have the labels. */
  readonly matches: readonly string[];
  readonly hasParser: boolean;
  readonly used: readonly string[];
  /** `unwrap` may convert it. */
  readonly canConvert: boolean;
}

/** `json |`: a flag, as far as the parser has them, or a name to extract into. */
export interface FlagPlan extends Slot {
  readonly kind: "flag";
}

/** Compares a label or field: `=`, `>`, `=~` … */
export interface FilterOperatorPlan extends Slot {
  readonly kind: "filterOperator";
}

export interface FieldValuePlan extends ValueSlot, InPipeline {
  readonly kind: "fieldValue";
  /** `= != =~ !~` take text, the others numbers, durations and sizes. */
  readonly takes: "text" | "number" | "any";
}

/** A number in a filter that may get a unit: `duration > 10|`. */
export interface UnitPlan extends Slot {
  readonly kind: "unit";
}

/** After `|=` and its like: a string, or `ip(…)`. */
export interface LineTextPlan extends Slot {
  readonly kind: "lineText";
  readonly canBeIp: boolean;
}

/** Between `{{` and `}}` in a format string. */
export interface TemplatePlan extends Slot, InPipeline {
  readonly kind: "template";
  /** After a dot only fields fit. */
  readonly isField: boolean;
}

/** Inside `[ ]` or after `offset`. */
export interface DurationPlan extends Slot {
  readonly kind: "duration";
  /** In `[ ]` variables such as $__auto fit as well. */
  readonly isRange: boolean;
}

/** What to offer at the cursor, decided without asking anyone. */
export type LogqlPlan =
  | OperandPlan
  | OperatorPlan
  | LabelNamePlan
  | LabelValuePlan
  | MatchOperatorPlan
  | StagePlan
  | PipePlan
  | FieldPlan
  | FlagPlan
  | FilterOperatorPlan
  | FieldValuePlan
  | UnitPlan
  | LineTextPlan
  | TemplatePlan
  | DurationPlan;
