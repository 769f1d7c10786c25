/** Keywords of the language, as completion and its context need them. What they mean is told by the domain's documentation. */

const words = (text: string): readonly string[] => text.split(" ");

/** Functions of a log range, `rate({app="a"}[5m])`. */
export const RANGE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...words("count_over_time rate rate_counter bytes_over_time bytes_rate avg_over_time sum_over_time"),
  ...words("min_over_time max_over_time stddev_over_time stdvar_over_time quantile_over_time"),
  ...words("first_over_time last_over_time absent_over_time"),
]);

export const AGGREGATIONS: ReadonlySet<string> = new Set(
  words("sum avg count max min stddev stdvar bottomk topk sort sort_desc approx_topk"),
);

/** Functions of a vector that aggregate nothing. */
export const VECTOR_FUNCTIONS: readonly string[] = ["label_replace", "vector"];

/** Stages that make labels out of a line. */
export const PARSERS: readonly string[] = ["json", "logfmt", "pattern", "regexp", "unpack"];

export const STAGES: readonly string[] = ["line_format", "label_format", "keep", "drop", "decolorize"];

/** What an unwrapped field may be read as. */
export const CONVERSIONS: ReadonlySet<string> = new Set(["duration", "duration_seconds", "bytes"]);

/** Words followed by a list of label names in parentheses. */
export const GROUPING_WORDS: ReadonlySet<string> = new Set(
  words("by without on ignoring group_left group_right"),
);

export const OPERATOR_WORDS: readonly string[] = ["and", "or", "unless"];
export const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Operators that always begin a line filter; `!=` and `!~` also compare a label. */
export const LINE_FILTERS: ReadonlySet<string> = new Set(["|=", "|~", "|>", "!>"]);

/** Range functions of numbers taken out of the lines by `unwrap`. */
export const UNWRAPPING: ReadonlySet<string> = new Set([
  ...words("rate_counter avg_over_time sum_over_time min_over_time max_over_time"),
  ...words("stddev_over_time stdvar_over_time quantile_over_time first_over_time last_over_time"),
]);
