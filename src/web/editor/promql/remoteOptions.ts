import type { MetadataMap, MetricMetadata } from "../../../domain/query/promql/metricType.ts";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { quote } from "../../../domain/query/promql/goString.ts";
import { isBareLabelName, isBareMetricName, printLabelName } from "../../../domain/query/promql/print.ts";
import type { CompletionClient, CompletionPage } from "../EditorTypes.ts";
import type { CompletionPlan, LabelValuePlan } from "./CompletionPlan.ts";
import { COMPLETION_LIMIT } from "./completionClient.ts";
import { infoPanel } from "./infoPanel.ts";
import { badgeOf, metadataOf } from "./metricType.ts";
import { applyBy } from "./PromqlCompletion.ts";
import type { PromqlCompletion } from "./PromqlCompletion.ts";
import { escapeInside, escapeRegexp } from "./quoting.ts";
import { rankNames } from "./rankNames.ts";

type Apply = NonNullable<PromqlCompletion["apply"]>;

interface MetricHelp {
  readonly metadata: MetadataMap;
  readonly client: CompletionClient;
}

/** A name as the popup shows it; where something in it had to be made visible, what matched is not marked. */
function shownAs(
  name: string,
  ranges: readonly number[],
): Pick<PromqlCompletion, "label" | "displayLabel" | "ranges"> {
  const displayLabel = visibleText(name);
  return displayLabel === name ? { label: name, ranges } : { label: name, displayLabel, ranges: [] };
}

export function metricOptions(
  page: CompletionPage<string>,
  plan: CompletionPlan,
  { metadata, client }: MetricHelp,
): readonly PromqlCompletion[] {
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
      metricPanel(name, metadataOf(metadata, name) ?? (await askMetadata(client, name, isAll))),
  }));
}

async function askMetadata(
  client: CompletionClient,
  name: string,
  isAll: boolean,
): Promise<MetricMetadata | undefined> {
  if (isAll) return undefined;
  const { signal } = new AbortController();
  const found = await client
    .metadata({ metric: name, signal })
    .catch(() => new Map<string, MetricMetadata>());
  return metadataOf(found, name);
}

/** Help panel of a metric, also used by the hover tooltip. */
export function metricPanel(name: string, found: MetricMetadata | undefined): HTMLElement {
  if (found === undefined)
    return infoPanel({ title: visibleText(name), text: "", note: "The server has no help text for it." });
  return infoPanel({ title: visibleText(name), badges: [found.type, found.unit], text: found.help });
}

export function labelNameOptions(
  page: CompletionPage<string>,
  plan: CompletionPlan,
): readonly PromqlCompletion[] {
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
): readonly PromqlCompletion[] {
  if (plan.kind !== "labelValue") return [];
  return rankNames(page.items, plan.typed).flatMap(({ name, ranges }) => {
    const insert = valueText(name, plan);
    if (insert === null) return [];
    const isWhole = name === plan.typed && plan.adds === "none";
    return [{ ...shownAs(name, ranges), badge: "value" as const, isCut: page.isCut, isWhole, apply: insert }];
  });
}

/** The value as it must stand in this literal; null where the literal cannot hold it. */
function valueText(value: string, { isRegexp, quote: mark, adds }: LabelValuePlan): string | null {
  const inside = escapeInside(isRegexp ? escapeRegexp(value) : value, mark);
  if (inside === null) return null;
  if (adds === "both") return mark + inside + mark;
  return adds === "closing" ? inside + mark : inside;
}

/** Fills the literal the cursor is in, and closes it where it is still open. */
function applyQuoted(name: string, quoteMark: string): Apply {
  return applyBy((state, to) => {
    const closing = state.sliceDoc(to, to + 1) === quoteMark ? "" : quoteMark;
    return { to, text: (escapeInside(name, quoteMark) ?? "") + closing };
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
