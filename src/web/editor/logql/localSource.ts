import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { matchOf } from "../completion/EditorCompletion.ts";
import type { EditorCompletion } from "../completion/EditorCompletion.ts";
import type { LogqlCompletionClient } from "../EditorTypes.ts";
import { localOptions } from "./localOptions.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import { isOverLimit } from "./logqlLimits.ts";
import { planCompletion } from "./planCompletion.ts";

/** The plan at the cursor of this context; null in a text too long to read on each keystroke. */
export function planOf(context: CompletionContext): LogqlPlan | null {
  if (isOverLimit(context.state.doc.length)) return null;
  return planCompletion(context.state.doc.toString(), context.pos);
}

/** Functions, stages, operators, durations, and fields of the lines already loaded: everything that needs no request. */
export function localSource(
  clientOf: () => LogqlCompletionClient | undefined,
): (context: CompletionContext) => CompletionResult | null {
  const source = (context: CompletionContext): CompletionResult | null => {
    const plan = planOf(context);
    if (plan === null) return null;
    const options: readonly EditorCompletion[] = localOptions(plan, {
      client: clientOf(),
      isExplicit: context.explicit,
    });
    if (options.length === 0) return null;
    return {
      from: plan.from,
      to: plan.to,
      options,
      filter: false,
      getMatch: matchOf,
      update: (...[, , , next]) => source(next),
    };
  };
  return source;
}
