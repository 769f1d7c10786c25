import { logqlDocOf, logqlDocs } from "../../../domain/query/logql/functionDocs.ts";
import type { LogqlDocKind } from "../../../domain/query/logql/functionDocs.ts";
import { applyBy, applyCall, applyTemplate } from "../completion/EditorCompletion.ts";
import type { CompletionBadge, EditorCompletion } from "../completion/EditorCompletion.ts";
import { docPanel, infoPanel } from "../completion/infoPanel.ts";
import type { Term } from "../completion/rankTerms.ts";
import {
  AGGREGATIONS,
  CONVERSIONS,
  PARSERS,
  RANGE_FUNCTIONS,
  STAGES,
  UNWRAPPING,
  VECTOR_FUNCTIONS,
} from "./logqlWords.ts";

type Apply = NonNullable<EditorCompletion["apply"]>;

function term(kind: LogqlDocKind, label: string, apply?: Apply): Term {
  const doc = logqlDocOf(kind, label);
  const badge: CompletionBadge = kind === "template" ? "function" : kind;
  return {
    label,
    badge,
    ...(apply === undefined ? {} : { apply }),
    ...(doc === undefined ? {} : { info: () => docPanel(doc, badge) }),
  };
}

/** A call over a log range, written out so that only the selector is missing; the name alone where "(" already stands. */
function applyRangeCall(name: string): Apply {
  const quantile = name === "quantile_over_time" ? "0.95, " : "";
  const text = `${name}(${quantile}{…}${UNWRAPPING.has(name) ? " | unwrap " : ""} [$__auto])`;
  const cursor = text.indexOf("…");
  return applyBy((state, to) =>
    state.sliceDoc(to, to + 1) === "("
      ? { to, text: name, cursor: name.length }
      : { to, text: text.replace("…", ""), cursor },
  );
}

/** Functions, aggregations first to come by their words. */
export const FUNCTION_TERMS: readonly Term[] = [
  ...[...AGGREGATIONS].map((name) => term("aggregation", name, applyCall(name))),
  ...[...RANGE_FUNCTIONS].map((name) => term("function", name, applyRangeCall(name))),
  ...VECTOR_FUNCTIONS.map((name) => term("function", name, applyCall(name))),
];

/** "…" is where the cursor goes. */
const SNIPPETS: readonly (readonly [string, string])[] = [
  ["sum(rate({…} [$__auto]))", "Lines per second, added up over all streams."],
  ["sum by (level) (count_over_time({…} | json [$__auto]))", "Lines per level, counted in each step."],
  [
    "quantile_over_time(0.95, {…} | json | unwrap duration(duration) [$__auto])",
    "95th percentile of a duration in the lines.",
  ],
  ["topk(10, sum by (pod) (bytes_rate({…} [$__auto])))", "The ten pods that write most."],
];

export const SNIPPET_TERMS: readonly Term[] = SNIPPETS.map(([text, help]) => snippet(text, help));

function snippet(text: string, help: string): Term {
  return {
    label: text,
    badge: "snippet",
    apply: applyTemplate(text),
    info: () => infoPanel({ title: text, text: help }),
  };
}

export const LINES_TERMS: readonly Term[] = [
  snippet("{…}", "A stream selector: the lines of which streams."),
];

/** Words that take a list of labels get its parentheses. */
const TAKES_LABELS: ReadonlySet<string> = new Set(["by", "without", "on", "ignoring"]);

export function keywordTerm(label: string): Term {
  return term("keyword", label, TAKES_LABELS.has(label) ? applyTemplate(`${label} (…)`) : undefined);
}

const PARSER_ENDINGS: Readonly<Record<string, string>> = { pattern: ' "…"', regexp: ' "…"' };
const STAGE_ENDINGS: Readonly<Record<string, string>> = { line_format: ' "{{…}}"' };

/** The word with what it cannot do without; alone where a string already follows. */
function stageTerm(kind: "parser" | "stage", name: string, prefix: string): Term {
  const ending =
    (kind === "parser" ? PARSER_ENDINGS : STAGE_ENDINGS)[name] ?? (TAKES_NAME.has(name) ? " " : "");
  const text = prefix + name + ending;
  const doc = term(kind, name);
  const apply = applyBy((state, to) => {
    const isFollowed = /^\s*["`\w]/.test(state.sliceDoc(to, to + 3));
    const shown = isFollowed ? prefix + name : text.replace("…", "");
    return { to, text: shown, cursor: isFollowed || !text.includes("…") ? shown.length : text.indexOf("…") };
  });
  return ending === "" && prefix === "" ? doc : { ...doc, label: prefix + name, apply };
}

/** Stages that do nothing without a name behind them. */
const TAKES_NAME: ReadonlySet<string> = new Set(["label_format", "keep", "drop", "unwrap"]);

function stageTerms(prefix: string): readonly Term[] {
  return [
    ...PARSERS.map((name) => stageTerm("parser", name, prefix)),
    ...STAGES.map((name) => stageTerm("stage", name, prefix)),
  ];
}

export const STAGE_TERMS: readonly Term[] = stageTerms("");
export const PIPED_TERMS: readonly Term[] = stageTerms("| ");
export const UNWRAP_TERM: Term = stageTerm("stage", "unwrap", "");
export const PIPED_UNWRAP_TERM: Term = stageTerm("stage", "unwrap", "| ");

export const LINE_FILTER_TERMS: readonly Term[] = [
  ["|=", "contains"],
  ["!=", "does not contain"],
  ["|~", "matches the regular expression"],
  ["!~", "does not match the regular expression"],
  ["|>", "fits the pattern"],
  ["!>", "does not fit the pattern"],
].map(([label = "", detail = ""]) => ({
  ...term("keyword", label, applyTemplate(`${label} "…"`)),
  detail,
  badge: "filter",
}));

/** The same where a pipe is already typed: it takes the pipe's place. */
export function lineFilterAfterPipe({ label, ...rest }: Term, pipeFrom: number): Term {
  const text = `${label} ""`;
  return {
    ...rest,
    label,
    apply: (...[view, , , to]) =>
      view.dispatch({
        changes: { from: pipeFrom, to, insert: text },
        selection: { anchor: pipeFrom + text.length - 1 },
        userEvent: "input.complete",
      }),
  };
}

export const LINE_TEXT_TERMS: readonly Term[] = [
  { label: '"…"', detail: "text", badge: "filter", apply: applyTemplate('"…"') },
  {
    label: 'ip("…")',
    detail: "an address, a range or a CIDR",
    badge: "function",
    apply: applyTemplate('ip("…")'),
  },
];

const operators = (...list: readonly (readonly [string, string])[]): readonly Term[] =>
  list.map(([label, detail]) => ({ label, detail, badge: "operator" }));

export const MATCH_OPERATOR_TERMS: readonly Term[] = operators(
  ["=", "equals"],
  ["!=", "does not equal"],
  ["=~", "matches the regular expression"],
  ["!~", "does not match the regular expression"],
);

export const FILTER_OPERATOR_TERMS: readonly Term[] = [
  ...MATCH_OPERATOR_TERMS,
  ...operators(
    [">", "is greater than; for numbers, durations and sizes"],
    [">=", "is at least"],
    ["<", "is less than"],
    ["<=", "is at most"],
    ["==", "equals, as a number"],
  ),
];

export const CONVERSION_TERMS: readonly Term[] = [...CONVERSIONS].map((name) => ({
  ...term("keyword", name, applyCall(name)),
  badge: "function",
}));

export const FLAG_TERMS: readonly Term[] = [
  { label: "--strict", detail: "stop at the first malformed pair", badge: "keyword" },
  { label: "--keep-empty", detail: "keep keys without a value", badge: "keyword" },
];

export const TEMPLATE_TERMS: readonly Term[] = [...logqlDocs("template").keys()].map((name) =>
  term("template", name),
);
