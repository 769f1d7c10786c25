import { quote } from "../../../domain/query/promql/goString.ts";
import { utf8Length } from "./ParseRefusal.ts";
import { quoteFirstTen } from "./goText.ts";

/** What Prometheus' grammar tells apart; keywords and operators go by their own text. */
export type TokenKind =
  | "identifier"
  | "metric identifier"
  | "number"
  | "duration"
  | "string"
  | "end of input"
  | Sign
  | Word;

type Sign =
  | "("
  | ")"
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | "="
  | ":"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^"
  | "@"
  | "=="
  | "!="
  | "<="
  | "<"
  | ">="
  | ">"
  | "</"
  | ">/"
  | "=~"
  | "!~";

const WORD_OPERATORS = ["and", "or", "unless", "atan2"] as const;
export const AGGREGATIONS = [
  "sum",
  "avg",
  "count",
  "min",
  "max",
  "group",
  "stddev",
  "stdvar",
  "topk",
  "bottomk",
  "count_values",
  "quantile",
  "limitk",
  "limit_ratio",
] as const;
const KEYWORDS = [
  "offset",
  "smoothed",
  "anchored",
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "fill",
  "fill_left",
  "fill_right",
  "bool",
] as const;
const PREPROCESSORS = ["start", "end", "step", "range", "max_of", "min_of"] as const;

type Word =
  | (typeof WORD_OPERATORS)[number]
  | (typeof AGGREGATIONS)[number]
  | (typeof KEYWORDS)[number]
  | (typeof PREPROCESSORS)[number];

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset (UTF-16) into the query. */
  readonly from: number;
  readonly to: number;
}

const WORDS: ReadonlyMap<string, Word | "number"> = new Map<string, Word | "number">([
  ...[...WORD_OPERATORS, ...AGGREGATIONS, ...KEYWORDS, ...PREPROCESSORS].map((word) => [word, word] as const),
  ["inf", "number"],
  ["nan", "number"],
]);

/** The kind of a word that is no plain identifier; case does not count. */
export function kindOfWord(word: string): Word | "number" | undefined {
  return WORDS.get(word.toLowerCase());
}

const aggregations: ReadonlySet<string> = new Set(AGGREGATIONS);
const keywords: ReadonlySet<string> = new Set(KEYWORDS);
const preprocessors: ReadonlySet<string> = new Set(PREPROCESSORS);
const operators: ReadonlySet<string> = new Set([
  ...WORD_OPERATORS,
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "@",
  "==",
  "!=",
  "<=",
  "<",
  ">=",
  ">",
  "</",
  ">/",
  "=~",
  "!~",
]);

export const isAggregation = (kind: TokenKind): boolean => aggregations.has(kind);
/** A word that is also the name of a function, such as `step()`. */
export const isPreprocessor = (kind: TokenKind): boolean => preprocessors.has(kind);

/** Words that never begin an expression. The others also name metrics. */
const NO_METRIC: ReadonlySet<string> = new Set([
  "bool",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "atan2",
]);

export function canNameMetric({ kind }: Token): boolean {
  if (kind === "identifier" || kind === "metric identifier") return true;
  return isWord(kind) && !NO_METRIC.has(kind);
}

const BEGINNINGS: ReadonlySet<string> = new Set(["number", "duration", "string", "(", "{", "+", "-"]);

export function canBeginExpr(token: Token): boolean {
  return BEGINNINGS.has(token.kind) || canNameMetric(token);
}

/** Every word but `without`, Inf and NaN names a label in a grouping. */
export function canNameLabel({ kind }: Token): boolean {
  if (kind === "identifier" || kind === "metric identifier") return true;
  return isWord(kind) && kind !== "without";
}

function isWord(kind: TokenKind): boolean {
  return WORDS.has(kind);
}

/** Longer texts are shown by their first ten characters. */
const SHOWN_BYTES = 10;

/** As an error message names it: `identifier "foo"`, `<op:+>`, `end of input`. */
export function describeToken({ kind, text }: Token): string {
  if (kind === "end of input") return kind;
  if (kind === "identifier" || kind === "metric identifier") return `${kind} ${quote(text)}`;
  if (keywords.has(kind)) return `<${text}>`;
  if (operators.has(kind)) return `<op:${text}>`;
  if (aggregations.has(kind)) return `<aggr:${text}>`;
  const shown = utf8Length(text) > SHOWN_BYTES ? `${quoteFirstTen(text)}...` : quote(text);
  return kind === "number" || kind === "duration" || kind === "string" ? `${kind} ${shown}` : shown;
}
