import { setMetric, setPill } from "../../../../domain/browse/editPills.ts";
import { promqlSelectors } from "../../../../domain/browse/promqlSelector.ts";
import type { QuerySelector } from "../../../../domain/browse/QuerySelector.ts";
import { matcherPart, type SelectorMatcher } from "../../../../domain/browse/selectorOf.ts";
import { selectorReaches } from "../../../../domain/query/promql/selectorReach.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";

/** A selector of the query that must have series, with the samples it looks at. */
export interface WantedSelector {
  readonly selector: QuerySelector;
  /** Its name and matchers alike. */
  readonly matchers: readonly SelectorMatcher[];
  /** The metric it names exactly; "" where it names none. */
  readonly name: string;
  readonly range: ResolvedRange;
  readonly isPinned: boolean;
}

/** More selectors than these are not looked at. */
const MOST_SELECTORS = 4;
const ANY_NAME: SelectorMatcher = { name: "__name__", operator: "=~", value: ".+" };

const isName = ({ name, operator }: SelectorMatcher) => name === "__name__" && operator === "=";

/**
 * The selectors that need series for the query to have an answer. `expr` is the query as typed, `sent` as it was sent:
 * with values for variables, so that windows are known; both have the same selectors.
 */
export function wantedSelectors(
  { expr, sent }: { readonly expr: string; readonly sent: string },
  range: ResolvedRange,
): readonly WantedSelector[] {
  const selectors = promqlSelectors(expr);
  const reaches = selectorReaches(sent, range);
  if (reaches.length !== selectors.length) return [];
  const wanted = selectors.flatMap((selector, index) => {
    const reach = reaches[index];
    if (!reach?.isNeeded) return [];
    const named: SelectorMatcher[] =
      selector.metric === "" ? [] : [{ name: "__name__", operator: "=", value: selector.metric }];
    const matchers = [...named, ...selector.pills];
    const name = matchers.find(isName)?.value ?? "";
    return [{ selector, matchers, name, range: reach.range, isPinned: reach.isPinned }];
  });
  return wanted.slice(0, MOST_SELECTORS);
}

/**
 * The selector to ask `/series` and lists with; "" for no matcher at all. A source refuses one that also fits what has
 * no labels, as `{job!="a"}` does.
 */
export function matchOf(matchers: readonly SelectorMatcher[]): string {
  if (matchers.length === 0) return "";
  const isBound = matchers.some(({ operator, value }) => operator === "=" && value !== "");
  return `{${(isBound ? matchers : [ANY_NAME, ...matchers]).map(matcherPart).join(", ")}}`;
}

/** Puts another metric into every selector that names the one that does not exist. */
export function renameMetric(expr: string, old: string, metric: string): string {
  let text = expr;
  // From the back, so that places before stay true.
  for (const selector of promqlSelectors(expr).toReversed()) {
    const name = selector.metric || selector.pills.find(isName)?.value;
    if (name === old) text = setMetric(text, selector, metric);
  }
  return text;
}

/** Puts another matcher in the place of one, wherever it stands in selectors that have no series. */
export function replaceMatcher(
  expr: string,
  change: {
    readonly old: SelectorMatcher;
    readonly next: SelectorMatcher;
    readonly empty: readonly WantedSelector[];
  },
): string {
  const { old, next, empty } = change;
  let text = expr;
  for (const { selector } of empty.toReversed()) {
    for (const pill of selector.pills.toReversed()) {
      const isSame = pill.name === old.name && pill.operator === old.operator && pill.value === old.value;
      if (isSame) text = setPill(text, pill, next);
    }
  }
  return text;
}
