/** Keywords of the language, as completion and its context need them. Functions come from the domain's documentation. */

export const AGGREGATIONS: ReadonlySet<string> = new Set(
  "avg bottomk count count_values group limit_ratio limitk max min quantile stddev stdvar sum topk".split(
    " ",
  ),
);

/** Words followed by a list of label names in parentheses. */
export const GROUPING_WORDS: ReadonlySet<string> = new Set(
  "by without on ignoring group_left group_right".split(" "),
);

/** Binary operators that are words. */
export const OPERATOR_WORDS: readonly string[] = ["and", "or", "unless", "atan2"];

/** Words that may follow a binary operator, before its right side. */
export const MATCHING_WORDS: readonly string[] = ["on", "ignoring"];

/** Words that may follow `on (…)` or `ignoring (…)`. */
export const GROUP_WORDS: readonly string[] = ["group_left", "group_right"];

export const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

const RESERVED: ReadonlySet<string> = new Set([
  ...GROUPING_WORDS,
  ...OPERATOR_WORDS,
  "bool",
  "offset",
  "inf",
  "nan",
]);

/** True for a word that cannot name a metric where it stands. */
export function isReservedWord(word: string): boolean {
  return RESERVED.has(word.toLowerCase());
}
