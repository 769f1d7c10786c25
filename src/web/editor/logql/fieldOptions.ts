import type { EditorCompletion } from "../completion/EditorCompletion.ts";
import { shownAs, valueText } from "../completion/nameOptions.ts";
import { COMPLETION_LIMIT } from "../completion/namePage.ts";
import { isBareLabelName } from "../../../domain/query/promql/print.ts";
import { rankNames } from "../completion/rankNames.ts";
import type { CompletionPage, LogqlCompletionClient } from "../EditorTypes.ts";
import type {
  FieldPlan,
  FieldValuePlan,
  LabelNamePlan,
  LabelValuePlan,
  StagePlan,
  TemplatePlan,
} from "./LogqlPlan.ts";

/** A plan where a label or field of the lines may be named. */
export type NamingPlan = StagePlan | FieldPlan | TemplatePlan;

/** Fields learnt from the lines already loaded, once a parser gives them names. */
export function fieldOptions(
  plan: NamingPlan,
  client: LogqlCompletionClient | undefined,
): readonly EditorCompletion[] {
  if (!plan.hasParser || client === undefined) return [];
  return nameOptions({ items: client.fieldNames(), isCut: false }, plan, "field");
}

/** Labels of the streams, without those that are already offered as fields. */
export function streamLabelOptions(
  page: CompletionPage<string>,
  plan: NamingPlan,
  client: LogqlCompletionClient,
): readonly EditorCompletion[] {
  const known = new Set(plan.hasParser ? client.fieldNames() : []);
  return nameOptions({ ...page, items: page.items.filter((name) => !known.has(name)) }, plan, "label");
}

/** Only names that may stand in a query are offered: LogQL has no quotes for others. */
function nameOptions(
  page: CompletionPage<string>,
  plan: NamingPlan,
  badge: "field" | "label",
): readonly EditorCompletion[] {
  const used: readonly string[] = plan.kind === "field" ? plan.used : [];
  const names = page.items.filter((name) => isBareLabelName(name) && !used.includes(name));
  const dot = plan.kind === "template" && !plan.isField ? "." : "";
  return rankNames(names, plan.typed)
    .slice(0, COMPLETION_LIMIT)
    .map(({ name, ranges }) => ({
      label: dot + name,
      ranges: dot === "" ? ranges : ranges.map((offset) => offset + dot.length),
      badge,
      isCut: page.isCut,
      isWhole: name === plan.typed,
    }));
}

/** Label names between braces. */
export function labelNameOptions(
  page: CompletionPage<string>,
  plan: LabelNamePlan,
): readonly EditorCompletion[] {
  const names = page.items.filter((name) => isBareLabelName(name) && !plan.used.includes(name));
  return rankNames(names, plan.typed).map(({ name, ranges }) => ({
    ...shownAs(name, ranges),
    badge: "label",
    isCut: page.isCut,
    isWhole: name === plan.typed,
  }));
}

export function labelValueOptions(
  page: CompletionPage<string>,
  plan: LabelValuePlan | FieldValuePlan,
): readonly EditorCompletion[] {
  return rankNames(page.items, plan.typed).flatMap(({ name, ranges }) => {
    const apply = valueText(name, plan);
    if (apply === null) return [];
    const isWhole = name === plan.typed && plan.adds === "none";
    return [{ ...shownAs(name, ranges), badge: "value" as const, isCut: page.isCut, isWhole, apply }];
  });
}

/** True where the loaded lines know the name, so the server, which knows labels only, need not be asked. */
export function isLoadedField(plan: FieldValuePlan, client: LogqlCompletionClient): boolean {
  return plan.hasParser && client.fieldNames().includes(plan.label);
}

/** Values of a parsed field in the lines already loaded; numbers are compared without quotes. */
export function fieldValueOptions(
  plan: FieldValuePlan,
  { client }: { readonly client: LogqlCompletionClient | undefined },
): readonly EditorCompletion[] {
  if (client?.fieldValues === undefined || plan.takes === "number" || !isLoadedField(plan, client)) return [];
  return labelValueOptions({ items: client.fieldValues(plan.label), isCut: false }, plan);
}
