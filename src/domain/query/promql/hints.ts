import type { Labels } from "../../frame/Frame.ts";
import type { Expr, SelectorExpr } from "./ast.ts";
import { parseToAst } from "./buildAst.ts";
import { applyEdits, wrapText } from "./editText.ts";
import { expandRule, type RecordingRule } from "./expandRule.ts";
import { quantileEdits, rateEdits, RATES } from "./histogramEdits.ts";
import { metricNameOf } from "./matchers.ts";
import { type MetadataMap, metricRole } from "./metricType.ts";
import { printLabelName } from "./print.ts";
import { selectorsIn, type SelectorPlace } from "./selectorPlaces.ts";
import { suggestGrouping } from "./suggestGrouping.ts";
import { maskVariables } from "./variables.ts";

/** One thing that could be better about a query, with its fix; nothing is applied by itself. */
export interface Hint {
  readonly id: "rate" | "classic-histogram" | "native-histogram" | "expand-rule" | "sum";
  readonly text: string;
  /** On the button. */
  readonly fixLabel: string;
  /** The query with the fix in it; everything else stays byte for byte. */
  readonly apply: () => string;
}

/** What is known of the last result; null before one. */
export interface ResultFacts {
  readonly seriesCount: number;
  /** True when samples are native histograms. */
  readonly hasHistograms: boolean;
  /** Labels of the series, as far as they are at hand; they choose what to sum by. */
  readonly labels?: readonly Labels[];
}

export interface HintInput {
  readonly expr: string;
  readonly metadata: MetadataMap;
  readonly result: ResultFacts | null;
  readonly rules: readonly RecordingRule[];
}

/** From this many series on a chart is hard to read (A6). */
const MANY_SERIES = 20;

interface Scene extends HintInput {
  readonly root: Expr;
  readonly places: readonly SelectorPlace[];
}

/** The hints for a query as typed, variables included; none for text that does not parse. */
export function hintsFor(input: HintInput): readonly Hint[] {
  const parsed = parseToAst(maskVariables(input.expr));
  if (!parsed.ok) return [];
  const scene: Scene = { ...input, root: parsed.expr, places: selectorsIn(parsed.expr) };
  const hints = [rateHint(scene), classicHint(scene), nativeHint(scene), ruleHint(scene), sumHint(scene)];
  return hints.filter((hint) => hint !== null);
}

/** Calls that make sense of a counter as it is, or only look at whether series are there. */
const TAKES_COUNTERS: ReadonlySet<string> = new Set([
  "absent",
  "count",
  "count_values",
  "group",
  "info",
  "timestamp",
  "start_timestamp",
]);

function rateHint({ expr, metadata, places }: Scene): Hint | null {
  const bare = places.filter(
    ({ selector, calls, isSubquery, isFilter }) =>
      !selector.range &&
      !isSubquery &&
      !isFilter &&
      !calls.some((name) => TAKES_COUNTERS.has(name) || name.startsWith("histogram_")) &&
      metricRole(metricNameOf(selector), metadata) === "counter",
  );
  const [first] = bare;
  if (!first) return null;
  return {
    id: "rate",
    text: `${metricNameOf(first.selector)} is a counter: it only grows, so its rate says more.`,
    fixLabel: "Use rate()",
    apply: () =>
      applyEdits(
        expr,
        bare.flatMap(({ selector }) => rateEdits(selector)),
      ),
  };
}

const QUANTILES: ReadonlySet<string> = new Set([
  "histogram_quantile",
  "histogram_quantiles",
  "histogram_fraction",
]);

function classicHint({ expr, metadata, places }: Scene): Hint | null {
  const place = places.find(
    ({ selector, calls, isSubquery, isFilter }) =>
      !isSubquery &&
      !isFilter &&
      hasVectorRate(selector, calls) &&
      !calls.some((name) => QUANTILES.has(name) || name === "absent") &&
      !selector.matchers.some(({ name }) => name === "le") &&
      metricRole(metricNameOf(selector), metadata) === "bucket",
  );
  if (!place) return null;
  return {
    id: "classic-histogram",
    text: `${metricNameOf(place.selector)} counts observations by bucket; histogram_quantile() turns them into a percentile.`,
    fixLabel: "Show the 95th percentile",
    apply: () => applyEdits(expr, quantileEdits(place, "le")),
  };
}

function nativeHint({ expr, metadata, places, result }: Scene): Hint | null {
  if (!result?.hasHistograms) return null;
  const open = places.filter(
    ({ selector, calls, isFilter }) =>
      !isFilter && !calls.some((name) => name.startsWith("histogram_")) && hasVectorRate(selector, calls),
  );
  const place =
    open.find(({ selector }) => metricRole(metricNameOf(selector), metadata) === "histogram") ??
    (open.length === 1 ? open[0] : undefined);
  if (!place) return null;
  return {
    id: "native-histogram",
    text: `${metricNameOf(place.selector) || "This"} is a native histogram; histogram_quantile() turns it into a percentile.`,
    fixLabel: "Show the 95th percentile",
    apply: () => applyEdits(expr, quantileEdits(place, null)),
  };
}

function hasVectorRate({ range }: SelectorExpr, calls: readonly string[]): boolean {
  return range === null || calls.some((name) => RATES.has(name));
}

function ruleHint({ expr, places, rules }: Scene): Hint | null {
  for (const { selector } of places) {
    const edits = expandRule(expr, selector, rules);
    if (edits) {
      return {
        id: "expand-rule",
        text: `${metricNameOf(selector)} is made by a recording rule.`,
        fixLabel: "Expand the rule",
        apply: () => applyEdits(expr, edits),
      };
    }
  }
  return null;
}

function sumHint({ expr, root, places, result, metadata }: Scene): Hint | null {
  if (!result || result.seriesCount < MANY_SERIES || root.kind !== "vector") return null;
  let inner = root;
  while (inner.type === "paren") inner = inner.expr;
  if (inner.type === "aggregate") return null;
  const hasBuckets = places.some(
    ({ selector, calls }) =>
      metricRole(metricNameOf(selector), metadata) === "bucket" && !calls.some((name) => QUANTILES.has(name)),
  );
  const label = suggestGrouping(result.labels ?? []);
  const by = [label, hasBuckets ? "le" : null].filter((name) => name !== null).map(printLabelName);
  const head = by.length > 0 ? `sum by (${by.join(", ")}) ` : "sum";
  return {
    id: "sum",
    text: `${result.seriesCount.toLocaleString("en-US")} series are hard to tell apart.`,
    fixLabel: label === null ? "Sum them" : `Sum by ${label}`,
    apply: () => wrapText(expr, `${head}(`, ")"),
  };
}
