import { metadataOf } from "../../../domain/browse/metricKind.ts";
import type { MetadataMap, MetricMetadata } from "../../../domain/query/promql/metricType.ts";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { isBareLabelName, isBareMetricName, printLabelName } from "../../../domain/query/promql/print.ts";
import { applyBy } from "../completion/EditorCompletion.ts";
import type { EditorCompletion } from "../completion/EditorCompletion.ts";
import { infoPanel } from "../completion/infoPanel.ts";
import { applyQuoted, shownAs, valueText } from "../completion/nameOptions.ts";
import { COMPLETION_LIMIT } from "../completion/namePage.ts";
import { rankNames } from "../completion/rankNames.ts";
import type { CompletionClient, CompletionPage } from "../EditorTypes.ts";
import type { CompletionPlan } from "./CompletionPlan.ts";
import { badgeOf } from "./metricType.ts";

type Apply = NonNullable<EditorCompletion["apply"]>;

interface MetricHelp {
  readonly metadata: MetadataMap;
  readonly client: CompletionClient;
}

export function metricOptions(
  page: CompletionPage<string>,
  plan: CompletionPlan,
  { metadata, client }: MetricHelp,
): readonly EditorCompletion[] {
  // Fewer than were asked for: a metric that is not among them has no metadata, and asking again tells nothing.
  const isAll = metadata.size > 0 && metadata.size < COMPLETION_LIMIT;
  const mark = plan.kind === "quotedMetric" ? plan.quote : "";
  return rankNames(page.items, plan.typed).map(({ name, ranges }) => ({
    ...shownAs(name, ranges),
    badge: badgeOf(metadata, name),
    isCut: page.isCut,
    isWhole: name === plan.typed && isBareMetricName(name),
    apply: mark === "" ? applyMetric(name) : applyQuoted(name, mark),
    info: async () =>
      metricPanel(name, metadataOf(name, metadata) ?? (await askMetadata(client, name, isAll))),
  }));
}

async function askMetadata(
  client: CompletionClient,
  name: string,
  isAll: boolean,
): Promise<MetricMetadata | null> {
  if (isAll) return null;
  const { signal } = new AbortController();
  const found = await client
    .metadata({ metric: name, signal })
    .catch(() => new Map<string, MetricMetadata>());
  return metadataOf(name, found);
}

/** Help panel of a metric, also used by the hover tooltip. */
export function metricPanel(name: string, found: MetricMetadata | null): HTMLElement {
  if (found === null)
    return infoPanel({ title: visibleText(name), text: "", note: "The server has no help text for it." });
  return infoPanel({ title: visibleText(name), badges: [found.type, found.unit], text: found.help });
}

export function labelNameOptions(
  page: CompletionPage<string>,
  plan: CompletionPlan,
): readonly EditorCompletion[] {
  if (plan.kind !== "labelName") return [];
  const names = page.items.filter((name) => name !== "__name__" && !plan.used.includes(name));
  return rankNames(names, plan.typed).map(({ name, ranges }) => ({
    ...shownAs(name, ranges),
    badge: "label",
    isCut: page.isCut,
    isWhole: name === plan.typed && (isBareLabelName(name) || plan.quote !== ""),
    apply: plan.quote === "" ? printLabelName(name) : applyQuoted(name, plan.quote),
  }));
}

export function labelValueOptions(
  page: CompletionPage<string>,
  plan: CompletionPlan,
): readonly EditorCompletion[] {
  if (plan.kind !== "labelValue") return [];
  return rankNames(page.items, plan.typed).flatMap(({ name, ranges }) => {
    const insert = valueText(name, plan);
    if (insert === null) return [];
    const isWhole = name === plan.typed && plan.adds === "none";
    return [{ ...shownAs(name, ranges), badge: "value" as const, isCut: page.isCut, isWhole, apply: insert }];
  });
}

/** A classic name as it is; any other in braces and quotes, joining the braces that may follow: `{"my.metric", a="b"}`. */
function applyMetric(name: string): Apply {
  if (isBareMetricName(name)) return name;
  return applyBy((state, to) => {
    const after = state.sliceDoc(to, to + 2);
    if (!after.startsWith("{")) return { to, text: `{${quote(name)}}` };
    return { to: to + 1, text: after === "{}" ? `{${quote(name)}` : `{${quote(name)}, ` };
  });
}
