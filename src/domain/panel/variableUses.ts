import { findVariables, type VariableMention } from "./findVariables.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";
import { type QueryLiteral, type QueryReading, readLiterals } from "./queryLiterals.ts";

/** A variable where one may stand: in a string that something is compared with. */
export interface VariableUse extends VariableMention {
  readonly literal: QueryLiteral & { readonly use: "text" | "pattern" };
}

export interface VariableFault {
  readonly name: string;
  readonly reason: string;
}

export interface VariableUses {
  /** Null where the query mentions no variable, or does not parse. */
  readonly reading: QueryReading | null;
  readonly uses: readonly VariableUse[];
  /** Variables where none may stand, in text order. */
  readonly faults: readonly VariableFault[];
}

const NONE: VariableUses = { reading: null, uses: [], faults: [] };

/**
 * Where a query mentions variables of its board. `names` are those the board has: one of them in a string that is
 * no value to compare with is a fault, any other text there is left alone (`$1` of label_replace, a template).
 */
export function variableUses(
  text: string,
  language: QueryLanguage,
  names: ReadonlySet<string>,
): VariableUses {
  const mentions = findVariables(text);
  const [first] = mentions;
  if (first === undefined) return NONE;
  const reading = readLiterals(text, language);
  if (reading === null) {
    const known = mentions.find(({ name }) => names.has(name)) ?? first;
    return { ...NONE, faults: [{ name: known.name, reason: UNREADABLE[language] }] };
  }
  const uses: VariableUse[] = [];
  const faults: VariableFault[] = [];
  for (const mention of mentions) {
    const { name, from } = mention;
    if (reading.comments.some((comment) => comment.from <= from && from < comment.to)) continue;
    const literal = reading.literals.find((one) => one.from < from && from < one.to);
    const reason = faultOf(mention, literal, names);
    if (reason !== null) faults.push({ name, reason });
    else if (isCompared(literal)) uses.push({ ...mention, literal });
  }
  return { reading, uses, faults };
}

const UNREADABLE = {
  promql: "cannot be filled in: the query is not valid PromQL",
  logql: "cannot be filled in: the query is not valid LogQL",
} as const;

function faultOf(
  { name, isPlain }: VariableMention,
  literal: QueryLiteral | undefined,
  names: ReadonlySet<string>,
): string | null {
  if (literal === undefined) return "stands outside a string; write it as the value of a matcher";
  if (!isCompared(literal)) {
    return names.has(name) ? "may only stand in the value of a matcher or a line filter" : null;
  }
  if (!names.has(name)) return "is no variable of this board";
  return isPlain ? null : `has a format; write \${${name}}`;
}

function isCompared(literal: QueryLiteral | undefined): literal is VariableUse["literal"] {
  return literal !== undefined && literal.use !== null;
}
