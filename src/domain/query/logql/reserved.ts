/** Words that Loki's lexer never takes for a label name (`{on="x"}` is refused); aggregations are none of them. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  "and",
  "bool",
  "by",
  "decolorize",
  "drop",
  "group_left",
  "group_right",
  "ignoring",
  "json",
  "keep",
  "label_format",
  "label_replace",
  "line_format",
  "logfmt",
  "of",
  "offset",
  "on",
  "or",
  "pattern",
  "regexp",
  "unless",
  "unpack",
  "unwrap",
  "variants",
  "without",
]);

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether LogQL can name the label in a query: it has no quoted names. */
export function isUsableLabel(name: string): boolean {
  return LABEL_NAME.test(name) && !RESERVED_WORDS.has(name.toLowerCase());
}
