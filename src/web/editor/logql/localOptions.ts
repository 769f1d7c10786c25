import type { EditorCompletion } from "../completion/EditorCompletion.ts";
import { rankTerms, unmarked } from "../completion/rankTerms.ts";
import type { Term } from "../completion/rankTerms.ts";
import type { LogqlCompletionClient } from "../EditorTypes.ts";
import { fieldOptions, fieldValueOptions } from "./fieldOptions.ts";
import type { DurationPlan, LogqlPlan, OperandPlan, StagePlan } from "./LogqlPlan.ts";
import {
  CONVERSION_TERMS,
  FILTER_OPERATOR_TERMS,
  FLAG_TERMS,
  FUNCTION_TERMS,
  LINE_FILTER_TERMS,
  LINE_TEXT_TERMS,
  lineFilterAfterPipe,
  LINES_TERMS,
  keywordTerm,
  MATCH_OPERATOR_TERMS,
  PIPED_TERMS,
  PIPED_UNWRAP_TERM,
  SNIPPET_TERMS,
  STAGE_TERMS,
  TEMPLATE_TERMS,
  UNWRAP_TERM,
} from "./staticTerms.ts";
import { DURATION_TERMS, durationUnitTerms, RANGE_TERMS, unitTerms, VARIABLE_TERMS } from "./unitTerms.ts";

export interface LocalContext {
  readonly client: LogqlCompletionClient | undefined;
  /** Ctrl-Space was pressed. */
  readonly isExplicit: boolean;
}

/** Without being asked (Ctrl-Space) the popup stays away until something is typed, except where little can follow. */
export function localOptions(plan: LogqlPlan, context: LocalContext): readonly EditorCompletion[] {
  const { typed } = plan;
  const isQuiet = typed === "" && !context.isExplicit;
  switch (plan.kind) {
    case "operand":
      return isQuiet ? [] : operands(plan);
    case "operator":
      return isQuiet ? [] : rankTerms(plan.keywords.map(keywordTerm), typed);
    case "matchOperator":
      return isQuiet ? [] : startingWith(MATCH_OPERATOR_TERMS, typed);
    case "filterOperator":
      return isQuiet ? [] : startingWith(FILTER_OPERATOR_TERMS, typed);
    case "stage":
      return stages(plan, context);
    case "pipe":
      return isQuiet ? [] : piped(plan);
    case "field":
      return [
        ...fieldOptions(plan, context.client),
        ...(plan.canConvert ? rankTerms(CONVERSION_TERMS, typed) : []),
      ];
    case "flag":
      return startingWith(FLAG_TERMS, typed);
    case "fieldValue":
      return fieldValueOptions(plan, context);
    case "unit":
      return unitTerms(typed).map(unmarked);
    case "lineText":
      return isQuiet || typed !== "" ? [] : LINE_TEXT_TERMS.slice(0, plan.canBeIp ? 2 : 1).map(unmarked);
    case "template":
      return [
        ...fieldOptions(plan, context.client),
        ...(plan.isField ? [] : rankTerms(TEMPLATE_TERMS, typed)),
      ];
    case "duration":
      return durations(plan, isQuiet);
    case "labelName":
    case "labelValue":
      return [];
  }
}

function operands({ wants, keywords, typed }: OperandPlan): readonly EditorCompletion[] {
  if (wants === "lines") return rankTerms(LINES_TERMS, typed);
  return [
    ...rankTerms(keywords.map(keywordTerm), typed),
    ...rankTerms(FUNCTION_TERMS, typed),
    ...rankTerms([...(wants === "any" ? LINES_TERMS : []), ...SNIPPET_TERMS], typed),
  ];
}

/** json and logfmt, which most pipelines begin with. */
const FREQUENT_PARSERS = 2;

/** What is known of the lines comes first once a parser has given it names. */
function stages(plan: StagePlan, { client }: LocalContext): readonly EditorCompletion[] {
  const { typed, pipeFrom, isRange } = plan;
  const lineFilters =
    pipeFrom !== null && typed === ""
      ? LINE_FILTER_TERMS.map((term) => lineFilterAfterPipe(term, pipeFrom))
      : [];
  return [
    ...fieldOptions(plan, client),
    ...rankTerms(STAGE_TERMS.slice(0, FREQUENT_PARSERS), typed),
    ...lineFilters.map(unmarked),
    ...rankTerms([...STAGE_TERMS.slice(FREQUENT_PARSERS), ...(isRange ? [UNWRAP_TERM] : [])], typed),
  ];
}

function piped({
  typed,
  keywords,
  isRange,
}: Extract<LogqlPlan, { kind: "pipe" }>): readonly EditorCompletion[] {
  if (typed.startsWith("!")) return startingWith(LINE_FILTER_TERMS, typed);
  return [
    ...rankTerms(keywords.map(keywordTerm), typed),
    ...(typed === "" ? LINE_FILTER_TERMS.map(unmarked) : []),
    ...rankTerms([...PIPED_TERMS, ...(isRange ? [PIPED_UNWRAP_TERM] : [])], typed),
    ...(isRange && typed === "" ? RANGE_TERMS.map(unmarked) : []),
  ];
}

function startingWith(terms: readonly Term[], typed: string): readonly EditorCompletion[] {
  return terms
    .filter((term) => term.label.startsWith(typed))
    .map((term) => ({
      ...term,
      ranges: typed === "" ? [] : [0, typed.length],
      isWhole: term.label === typed,
    }));
}

function durations({ typed, isRange }: DurationPlan, isQuiet: boolean): readonly EditorCompletion[] {
  if (typed === "")
    return isRange || !isQuiet ? [...(isRange ? VARIABLE_TERMS : []), ...DURATION_TERMS].map(unmarked) : [];
  if (typed.startsWith("$")) return startingWith(VARIABLE_TERMS, typed);
  return durationUnitTerms(typed).map(unmarked);
}
