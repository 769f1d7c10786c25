import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { CompletionPlan, DurationPlan } from "./CompletionPlan.ts";
import { planCompletion } from "./planCompletion.ts";
import type { PromqlCompletion } from "./PromqlCompletion.ts";
import { isOverLimit, MAX_TYPED } from "./queryLimits.ts";
import { rankNames } from "./rankNames.ts";
import {
  CALL_TERMS,
  DURATION_TERMS,
  keywordTerm,
  MATCH_OPERATOR_TERMS,
  SNIPPET_TERMS,
  unitTerms,
  VARIABLE_TERMS,
} from "./staticTerms.ts";
import { FIT, findWords, searchWords } from "./wordSearch.ts";

type Term = Omit<PromqlCompletion, "ranges">;

/** The plan at the cursor of this context; null in a text, or at a word, too long to read on each keystroke. */
export function planOf(context: CompletionContext): CompletionPlan | null {
  if (isOverLimit(context.state.doc.length)) return null;
  const plan = planCompletion(context.state.doc.toString(), context.pos);
  return plan !== null && plan.typed.length > MAX_TYPED ? null : plan;
}

/** Where each matched word stands in the label, for the popup's highlighting. */
export function matchOf(completion: Completion): readonly number[] {
  return "ranges" in completion && Array.isArray(completion.ranges) ? completion.ranges : [];
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
function optionsFor(plan: CompletionPlan, isExplicit: boolean): readonly PromqlCompletion[] {
  const isQuiet = plan.typed === "" && !isExplicit;
  switch (plan.kind) {
    case "operand":
      if (isQuiet) return [];
      return [
        ...ranked(plan.keywords.map(keywordTerm), plan.typed),
        ...ranked(CALL_TERMS, plan.typed),
        ...ranked(SNIPPET_TERMS, plan.typed),
      ];
    case "operator":
      return isQuiet ? [] : ranked(plan.keywords.map(keywordTerm), plan.typed);
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

function durations(plan: DurationPlan, isQuiet: boolean): readonly PromqlCompletion[] {
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

function unmarked(term: Term): PromqlCompletion {
  return { ...term, ranges: [] };
}

/** Terms one of whose words begins with what was typed: "quantile" finds histogram_quantile, "ate" does not find rate. */
function ranked(terms: readonly Term[], typed: string): readonly PromqlCompletion[] {
  const words = searchWords(typed);
  const byLabel = new Map(terms.map((term) => [term.label, term]));
  const fitting = [...byLabel.keys()].filter((label) => {
    const found = findWords(label, words);
    return found !== null && found.fit !== FIT.inside;
  });
  return rankNames(fitting, typed).flatMap(({ name, ranges }) => {
    const term = byLabel.get(name);
    if (term === undefined) return [];
    const isWhole = name === typed && term.apply === undefined;
    return [{ ...term, ranges, isWhole }];
  });
}
