import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { createRemoteSource } from "../completion/remoteSource.ts";
import type { Answer } from "../completion/remoteSource.ts";
import type { CompletionPage, LogqlCompletionClient } from "../EditorTypes.ts";
import { isLoadedField, labelNameOptions, labelValueOptions, streamLabelOptions } from "./fieldOptions.ts";
import { planOf } from "./localSource.ts";
import type { FieldValuePlan, LabelValuePlan, LogqlPlan } from "./LogqlPlan.ts";

/** Label names and label values, from the client of the moment. */
export function remoteSource(
  clientOf: () => LogqlCompletionClient | undefined,
): (context: CompletionContext) => Promise<CompletionResult | null> {
  return createRemoteSource<LogqlPlan>({
    planOf,
    ask: async (plan, { signal }) => {
      const client = clientOf();
      return client === undefined ? null : ask(client, plan, signal);
    },
  });
}

async function ask(
  client: LogqlCompletionClient,
  plan: LogqlPlan,
  signal: AbortSignal,
): Promise<Answer<LogqlPlan> | null> {
  switch (plan.kind) {
    case "labelName": {
      const page = await client.labelNames({ matches: plan.match === "" ? [] : [plan.match], signal });
      return {
        build: (next) => (next.kind === plan.kind ? labelNameOptions(page, next) : []),
        holdsFor: "any",
      };
    }
    case "stage":
    case "field":
    case "template": {
      const own = plan.kind === "field" ? plan.matches : [plan.match];
      const page = await client.labelNames({ matches: own.filter((match) => match !== ""), signal });
      return {
        build: (next) => (next.kind === plan.kind ? streamLabelOptions(page, next, client) : []),
        holdsFor: "any",
      };
    }
    case "labelValue":
      return values(client, plan, signal);
    case "fieldValue":
      return plan.takes === "number" || isLoadedField(plan, client) ? null : values(client, plan, signal);
    default:
      return null;
  }
}

async function values(
  client: LogqlCompletionClient,
  plan: LabelValuePlan | FieldValuePlan,
  signal: AbortSignal,
): Promise<Answer<LogqlPlan>> {
  const { label, match, typed } = plan;
  const page: CompletionPage<string> = await client.labelValues({ label, match, prefix: typed, signal });
  return {
    build: (next) =>
      next.kind === "labelValue" || next.kind === "fieldValue" ? labelValueOptions(page, next) : [],
    holdsFor: page.isCut ? "none" : "longer",
  };
}
