import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { matchOf } from "./EditorCompletion.ts";
import type { EditorCompletion } from "./EditorCompletion.ts";
import type { Slot } from "./Slot.ts";

/** What was found for a plan. */
export interface Answer<Plan> {
  /** Builds the options for a plan of the same kind; run again while typing narrows it. */
  readonly build: (plan: Plan) => readonly EditorCompletion[];
  /** For which other typing in the same place it holds: "any", what goes on from it ("longer"), or "none". */
  readonly holdsFor: "any" | "longer" | "none";
}

export interface AskOptions {
  /** Ctrl-Space was pressed. */
  readonly isExplicit: boolean;
  readonly signal: AbortSignal;
}

/** A language's way from the cursor to what a client knows. */
export interface RemoteCompletion<Plan extends Slot & { readonly kind: string }> {
  planOf(context: CompletionContext): Plan | null;
  /** Null where nothing need be asked; a rejection closes the popup silently. */
  ask(plan: Plan, options: AskOptions): Promise<Answer<Plan> | null>;
}

/** Names and values that have to be asked for. */
export function createRemoteSource<Plan extends Slot & { readonly kind: string }>({
  planOf,
  ask,
}: RemoteCompletion<Plan>): (context: CompletionContext) => Promise<CompletionResult | null> {
  function resultOf(found: Answer<Plan>, plan: Plan): CompletionResult | null {
    const options: readonly Completion[] = found.build(plan);
    if (options.length === 0) return null;
    return {
      from: plan.from,
      to: plan.to,
      options,
      filter: false,
      getMatch: matchOf,
      update: (...[, , , context]) => {
        const next = planOf(context);
        return next !== null && staysWithin(found, plan, next) ? resultOf(found, next) : null;
      },
    };
  }

  return async (context) => {
    const plan = planOf(context);
    if (plan === null) return null;
    const controller = new AbortController();
    context.addEventListener("abort", () => controller.abort(), { onDocChange: true });
    try {
      const found = await ask(plan, { isExplicit: context.explicit, signal: controller.signal });
      return found === null ? null : resultOf(found, plan);
    } catch {
      // Superseded or refused: completion is a help, so its failure is no news. The query's own run reports faults.
      return null;
    }
  };
}

function staysWithin<Plan extends Slot & { readonly kind: string }>(
  found: Answer<Plan>,
  before: Plan,
  next: Plan,
): boolean {
  if (next.kind !== before.kind || next.from !== before.from) return false;
  return found.holdsFor === "any" || (found.holdsFor === "longer" && next.typed.startsWith(before.typed));
}
