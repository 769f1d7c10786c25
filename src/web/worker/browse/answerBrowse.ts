import type {
  BrowseCall,
  BrowseCalls,
  BrowseScope,
  MetricWords,
  NameList,
} from "../../../domain/browse/BrowseMessages.ts";
import { roundRange } from "../../../domain/browse/browseRange.ts";
import { familyOf, metadataOf, metricKind } from "../../../domain/browse/metricKind.ts";
import { wordsOf, wordsPattern } from "../../../domain/browse/nameSearch.ts";
import { readExemplars } from "../../../domain/exemplar/readExemplars.ts";
import { thinExemplars } from "../../../domain/exemplar/thinExemplars.ts";
import { readNames, readVolumes } from "../../../domain/browse/readListBody.ts";
import { nearestMetric } from "../../../domain/browse/nearestMetric.ts";
import { relatedNames } from "../../../domain/browse/relatedNames.ts";
import { withMatcher } from "../../../domain/browse/selectorOf.ts";
import { readSeries, seriesFacts } from "../../../domain/browse/seriesFacts.ts";
import { askList, type BrowseHost, CAPS, rangeParams, scopeParams } from "./askList.ts";
import { createNameStore } from "./nameLists.ts";
import { createViews } from "./viewNames.ts";

/** What one list may hold on the page: a metric's series, a label's values, a source's labels. */
const LIMITS = { series: 10_000, values: 10_000, labels: 5_000, volumes: 1_000, exemplars: 10_000 } as const;
/** Values of each label that come with the series facts. */
const TOP_VALUES = 500;

type Answers = {
  readonly [Name in BrowseCall]: (
    ask: BrowseCalls[Name]["ask"],
    signal: AbortSignal,
  ) => Promise<BrowseCalls[Name]["answer"]> | BrowseCalls[Name]["answer"];
};

const rounded = <Scope extends BrowseScope>(scope: Scope): Scope => ({
  ...scope,
  range: roundRange(scope.range),
});

/** Every call of the browser, answered from what is held here or by a bounded request to the source. */
export function answerBrowse(host: BrowseHost): Answers {
  const store = createNameStore(host);
  return {
    ...createViews(store),
    async count(ask) {
      const { index, isCut } = await store.names(ask);
      return { names: index.names.length, isCut };
    },
    async nearest(ask) {
      const { index } = await store.names(ask);
      return { names: index.names.length, near: nearestMetric(index, ask.name) };
    },
    async related(ask) {
      const { index } = await store.names(ask);
      return relatedNames(index, ask.name);
    },
    families: async ({ source }) => (await store.families(source)).size,
    async words({ source, name }): Promise<MetricWords> {
      const families = await store.families(source);
      const found = metadataOf(name, families);
      const family = familyOf(name);
      return {
        kind: metricKind(name, families),
        help: found?.help ?? "",
        unit: found?.unit ?? "",
        families: [name, family].flatMap((one) => {
          const entry = families.get(one);
          return entry ? [[one, entry] as const] : [];
        }),
      };
    },
    has: hasAnswer(host),
    exemplars: exemplarsAnswer(host),
    ...listAnswers(host),
  };
}

/** One series, or one label, is all that is asked for; the range is not rounded, since its ends are the question. */
function hasAnswer(host: BrowseHost): Answers["has"] {
  return async (scope, signal) => {
    const params = scopeParams(scope, "match[]");
    if (scope.source.kind !== "loki") params.set("limit", "1");
    const path = scope.match === "" ? "labels" : "series";
    const { data } = await askList(
      { source: scope.source, path, params, capBytes: CAPS.probe },
      signal,
      host,
    );
    return Array.isArray(data) && data.length > 0;
  };
}

/** Read up to a cap and thinned to the steps of the chart, so that the page gets what it can draw. */
function exemplarsAnswer(host: BrowseHost): Answers["exemplars"] {
  return async ({ source, range, query, stepMs }, signal) => {
    const params = rangeParams(source, range);
    params.set("query", query);
    const request = { source, path: "query_exemplars", params, capBytes: CAPS.exemplars };
    const { data, isCut } = await askList(request, signal, host);
    const all = readExemplars(data);
    const exemplars = thinExemplars(all, { startMs: range.startMs, bucketMs: stepMs });
    return { exemplars: exemplars.slice(-LIMITS.exemplars), total: all.length, isCut };
  };
}

/** What is not held: asked anew each time, and ended when nobody waits for it any more. */
function listAnswers(host: BrowseHost): Pick<Answers, "series" | "labels" | "values" | "volumes"> {
  return {
    async series(ask, signal) {
      const scope = rounded(ask);
      const params = scopeParams(scope, "match[]");
      // Loki knows no limit here; the cap on bytes holds for both.
      if (scope.source.kind !== "loki") params.set("limit", String(LIMITS.series));
      const request = { source: scope.source, path: "series", params, capBytes: CAPS.lists };
      const { data, isCut } = await askList(request, signal, host);
      const series = readSeries(data);
      return seriesFacts(series.slice(0, LIMITS.series), {
        isCut: isCut || series.length >= LIMITS.series,
        topValues: TOP_VALUES,
      });
    },
    async labels(ask, signal) {
      const scope = rounded(ask);
      const params = scopeParams(scope, scope.source.kind === "loki" ? "query" : "match[]");
      params.set("limit", String(LIMITS.labels));
      const request = { source: scope.source, path: "labels", params, capBytes: CAPS.lists };
      return cutTo(LIMITS.labels, await askList(request, signal, host));
    },
    async values(ask, signal) {
      const scope = withTyped(rounded(ask), ask);
      const params = scopeParams(scope, scope.source.kind === "loki" ? "query" : "match[]");
      params.set("limit", String(LIMITS.values));
      const path = `label/${encodeURIComponent(ask.label)}/values`;
      return cutTo(
        LIMITS.values,
        await askList({ source: scope.source, path, params, capBytes: CAPS.lists }, signal, host),
      );
    },
    async volumes(ask, signal) {
      const scope = rounded(ask);
      // "{}" is Loki's own way to say "of everything" here (pkg/storage/stores/index/seriesvolume, MatchAny).
      const params = scopeParams({ ...scope, match: scope.match || "{}" }, "query");
      params.set("limit", String(LIMITS.volumes));
      if (ask.label === null) params.set("aggregateBy", "labels");
      else params.set("targetLabels", ask.label);
      const request = { source: scope.source, path: "index/volume", params, capBytes: CAPS.lists };
      const { data } = await askList(request, signal, host);
      return readVolumes(data, ask.label).toSorted((a, b) => b.bytes - a.bytes);
    },
  };
}

/** Adds what was typed to the selector, so that the source looks through all values, not only the first ones. */
function withTyped(
  scope: BrowseScope,
  { label, typed }: { readonly label: string; readonly typed: string },
): BrowseScope {
  const words = wordsOf(typed);
  if (words.length === 0) return scope;
  const match = withMatcher(scope.match, { name: label, operator: "=~", value: wordsPattern(words) });
  return { ...scope, match };
}

function cutTo(
  limit: number,
  { data, isCut }: { readonly data: unknown; readonly isCut: boolean },
): NameList {
  const names = readNames(data);
  return { names: names.slice(0, limit), isCut: isCut || names.length >= limit };
}
