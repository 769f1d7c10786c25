import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { matchOf } from "../completion/EditorCompletion.ts";
import type { EditorCompletion } from "../completion/EditorCompletion.ts";
import { rankTerms, unmarked } from "../completion/rankTerms.ts";
import type { CompletionPlan, DurationPlan } from "./CompletionPlan.ts";
import { planCompletion } from "./planCompletion.ts";
import { isOverLimit, MAX_TYPED } from "./queryLimits.ts";
import {
  CALL_TERMS,
  DURATION_TERMS,
  keywordTerm,
  MATCH_OPERATOR_TERMS,
  SNIPPET_TERMS,
  unitTerms,
  VARIABLE_TERMS,
} from "./staticTerms.ts";

/** The plan at the cursor of this context; null in a text, or at a word, too long to read on each keystroke. */
export function planOf(context: CompletionContext): CompletionPlan | null {
  if (isOverLimit(context.state.doc.length)) return null;
  const plan = planCompletion(context.state.doc.toString(), context.pos);
  return plan !== null && plan.typed.length > MAX_TYPED ? null : plan;
}

/** Functions, keywords, operators and durations: everything that needs no request. */
export function staticSource(context: CompletionContext): CompletionResult | null {
  const plan = planOf(context);
  if (plan === null) return null;
  const options = optionsFor(plan, context.explicit);
  if (options.length === 0) return null;
  return {
    from: plan.from,
    to: plan.to,
    options,
    filter: false,
    getMatch: matchOf,
    update: (...[, , , next]) => staticSource(next),
  };
}

/** Without being asked (Ctrl-Space) the popup stays away until something is typed, except where little can follow. */
function optionsFor(plan: CompletionPlan, isExplicit: boolean): readonly EditorCompletion[] {
  const isQuiet = plan.typed === "" && !isExplicit;
  switch (plan.kind) {
    case "operand":
      if (isQuiet) return [];
      return [
        ...rankTerms(plan.keywords.map(keywordTerm), plan.typed),
        ...rankTerms(CALL_TERMS, plan.typed),
        ...rankTerms(SNIPPET_TERMS, plan.typed),
      ];
    case "operator":
      return isQuiet ? [] : rankTerms(plan.keywords.map(keywordTerm), plan.typed);
    case "matchOperator":
      return isQuiet
        ? []
        : MATCH_OPERATOR_TERMS.filter((term) => term.label.startsWith(plan.typed)).map(unmarked);
    case "duration":
      return durations(plan, isQuiet);
    case "labelName":
    case "labelValue":
    case "quotedMetric":
      return [];
  }
}

function durations(plan: DurationPlan, isQuiet: boolean): readonly EditorCompletion[] {
  if (plan.typed === "")
    return plan.isRange || !isQuiet ? [...VARIABLE_TERMS, ...DURATION_TERMS].map(unmarked) : [];
  if (!plan.typed.startsWith("$")) return unitTerms(plan.typed).map(unmarked);
  const fitting = VARIABLE_TERMS.filter((term) => term.label.startsWith(plan.typed));
  return fitting.map((term) => ({
    ...term,
    ranges: [0, plan.typed.length],
    isWhole: term.label === plan.typed,
  }));
}
