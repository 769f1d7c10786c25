import { quote, unquote } from "../query/promql/goString.ts";
import { references } from "../query/promql/variables.ts";
import type { VariableValues } from "./Board.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";
import { type QueryLiteral, readLiterals } from "./queryLiterals.ts";
import { quotePattern } from "./quotePattern.ts";
import { isSameStructure, type Replaced } from "./sameStructure.ts";
import { type VariableFault, type VariableUse, variableUses } from "./variableUses.ts";

export interface RenderRequest {
  readonly expr: string;
  readonly language: QueryLanguage;
  /** By name, for every variable of the board; an empty list is "all". */
  readonly values: VariableValues;
}

export type RenderedQuery =
  | { readonly ok: true; readonly expr: string }
  /** Nothing is asked then. */
  | { readonly ok: false; readonly fault: VariableFault };

/**
 * The query with the chosen values in place of the variables of its board (T6). They stand in strings only, quoted
 * for Go, and where a pattern is compared, as patterns that match exactly them. The result is parsed again: a tree that
 * differs from the original's in anything but those strings is refused. Interval variables (`$__range`) stay as they
 * are, and a value that looks like one is written so that it never becomes one.
 */
export function renderQuery({ expr, language, values }: RenderRequest): RenderedQuery {
  const { reading, uses, faults } = variableUses(expr, language, new Set(Object.keys(values)));
  const [fault] = faults;
  if (fault !== undefined) return { ok: false, fault };
  const [first] = uses;
  if (reading === null || first === undefined) return { ok: true, expr };
  const edits: (Replaced & { readonly text: string; readonly value: string })[] = [];
  for (const literal of new Set(uses.map((use) => use.literal))) {
    const inside = uses.filter((use) => use.literal === literal);
    const filled = fillLiteral({ expr, literal, uses: inside, values, language });
    if ("reason" in filled) return { ok: false, fault: filled };
    edits.push({ from: literal.from, to: literal.to, length: filled.text.length, ...filled });
  }
  const rendered = applied(expr, edits);
  const again = readLiterals(rendered, language);
  const isWhole =
    again !== null &&
    isSameStructure(reading.tree, again.tree, edits) &&
    edits.every(({ text, value }) => unquote(text) === value) &&
    intervalsIn(rendered) === intervalsIn(expr);
  return isWhole ? { ok: true, expr: rendered } : { ok: false, fault: { name: first.name, reason: BROKEN } };
}

const BROKEN = "cannot be filled in with this value";

interface FillRequest extends RenderRequest {
  readonly literal: QueryLiteral;
  readonly uses: readonly VariableUse[];
}

/** The literal with its values, in double quotes, and what it must read as. */
function fillLiteral({
  expr,
  literal,
  uses,
  values,
  language,
}: FillRequest): { text: string; value: string } | VariableFault {
  const mark = expr[literal.from] ?? "";
  let text = "";
  let value = "";
  let at = literal.from + 1;
  const keep = (to: number): boolean => {
    const raw = expr.slice(at, to);
    const kept = unquote(mark + raw + mark);
    value += kept ?? "";
    text += mark === '"' ? raw : escaped(kept ?? "", raw.includes("\\"));
    return kept !== null;
  };
  for (const use of uses) {
    const isAlone = literal.to - literal.from === use.to - use.from + 2;
    const chosen = valueText(use, values[use.name] ?? [], { isAlone, language });
    if (typeof chosen !== "string") return chosen;
    if (!keep(use.from)) return { name: use.name, reason: "stands in a string that is not valid" };
    value += chosen;
    text += escaped(chosen, true);
    at = use.to;
  }
  const [last] = uses;
  if (!keep(literal.to - 1))
    return { name: last?.name ?? "", reason: "stands in a string that is not valid" };
  return { text: `"${text}"`, value };
}

/** The inside of a Go string in double quotes. `isPlain`: nothing in it may be read as an interval variable. */
function escaped(value: string, isPlain: boolean): string {
  const inside = quote(value).slice(1, -1);
  return isPlain ? inside.replaceAll("$", String.raw`\x24`).replaceAll("[[", String.raw`\x5b[`) : inside;
}

/** What the chosen values are compared as. */
function valueText(
  { name, literal }: VariableUse,
  chosen: readonly string[],
  { isAlone, language }: { readonly isAlone: boolean; readonly language: QueryLanguage },
): string | VariableFault {
  if (chosen.some((value) => !value.isWellFormed())) return { name, reason: BROKEN };
  const [only] = chosen;
  if (literal.use === "text") {
    if (only !== undefined && chosen.length === 1) return only;
    const what = only === undefined ? "“all”" : "several";
    return { name, reason: `is compared with = or !=, which takes one value, not ${what}; write =~ or !~` };
  }
  // Loki refuses a selector that also takes streams without the label.
  if (only === undefined) return isAlone && literal.isStream && language === "logql" ? ".+" : ".*";
  const pattern = chosen.map(quotePattern).join("|");
  return isAlone ? pattern : `(?:${pattern})`;
}

function applied(
  text: string,
  edits: readonly { readonly from: number; readonly to: number; readonly text: string }[],
): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}

/** Grafana's interval variables in text order: those of its author, and none that came with a value. */
function intervalsIn(text: string): string {
  const names = references(text).map(({ name }) => name);
  return names.filter((name) => name.startsWith("$__")).join(" ");
}
