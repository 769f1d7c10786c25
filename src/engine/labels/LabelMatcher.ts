import type { MatchOperator } from "../../domain/query/promql/ast.ts";
import { compilePattern } from "./compilePattern.ts";
import type { Labels } from "./Labels.ts";

/** A condition on one label. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
  /** `value` is "" for a series without the label. */
  matches(value: string): boolean;
}

/** The regular expression is anchored at both ends, and RE2 as in Prometheus: linear time, whatever it is. Throws RE2JSException on a bad one. */
export function createMatcher(name: string, operator: MatchOperator, value: string): LabelMatcher {
  return { name, operator, value, matches: testOf(operator, value) };
}

function testOf(operator: MatchOperator, value: string): (text: string) => boolean {
  switch (operator) {
    case "=":
      return (text) => text === value;
    case "!=":
      return (text) => text !== value;
    case "=~":
      return createFullMatch(value);
    case "!~": {
      const matches = createFullMatch(value);
      return (text) => !matches(text);
    }
  }
}

/** Label values repeat from series to series, so answers are kept. */
const KEPT_ANSWERS = 10_000;
/** A pattern without any of these is a list of texts. */
const SPECIAL = /[\\.+*?()[\]{}^$]/;

/** Does the whole text match? */
function createFullMatch(pattern: string): (text: string) => boolean {
  if (!SPECIAL.test(pattern)) {
    const texts = new Set(pattern.split("|"));
    return (text) => texts.has(text);
  }
  if (pattern === ".*") return () => true;
  if (pattern === ".+") return (text) => text !== "";
  const compiled = compilePattern(pattern);
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compiled.matches(text);
    if (answers.size >= KEPT_ANSWERS) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}

/** Do all conditions hold for the labels? */
export function matchesAll(labels: Labels, matchers: readonly LabelMatcher[]): boolean {
  return matchers.every((matcher) => matcher.matches(labels.get(matcher.name)));
}
