import type { BoardVariable } from "../../../domain/panel/Board.ts";
import { findVariables } from "../../../domain/panel/findVariables.ts";
import type { PanelQuery } from "../../../domain/panel/Panel.ts";
import type { QueryLanguage } from "../../../domain/panel/QueryLanguage.ts";
import { parsePromql } from "../../../domain/query/promql/parse.ts";
import { maskVariables } from "../../../domain/query/promql/variables.ts";
import { type MatcherValue, matcherValues } from "./matcherValues.ts";

export type LanguageOf = (sourceId: string) => QueryLanguage;

/** A label whose value readers of the board may choose instead. */
export interface ReaderChoice {
  readonly label: string;
  readonly sourceId: string;
  /** Narrows what is offered; "" = all series. */
  readonly selector: string;
  readonly isMulti: boolean;
  /** As the queries say now; empty = all. */
  readonly values: readonly string[];
}

interface Found extends MatcherValue {
  readonly sourceId: string;
  readonly selector: string;
}

/** The labels that all queries which name them compare with one and the same value: others would change what is drawn. */
export function readerChoices(
  queries: readonly PanelQuery[],
  languageOf: LanguageOf,
): readonly ReaderChoice[] {
  const found = queries.flatMap(({ expr, sourceId }): Found[] => {
    const language = languageOf(sourceId);
    return matcherValues(expr, language).map((one) => ({
      ...one,
      sourceId,
      selector: language === "promql" ? metricAt(expr, one.from) : "",
    }));
  });
  return [...Map.groupBy(found, ({ label }) => label)].flatMap(([label, uses]) => {
    const [first] = uses;
    const values = first && valuesOf(first);
    const isOne = uses.every(({ operator, value }) => operator === first?.operator && value === first.value);
    if (!first?.isSelector || !values || !isOne) return [];
    const { sourceId, selector, operator } = first;
    return [{ label, sourceId, selector, isMulti: operator === "=~", values }];
  });
}

const PLAIN = /^(?:[^\\.+*?()|[\]{}^$]|\\[\\.+*?()|[\]{}^$])+$/;

/** The values behind a matcher; null for a variable and for a pattern that is no list of values. */
function valuesOf({ operator, value }: MatcherValue): readonly string[] | null {
  if (value.includes("$")) return null;
  if (operator === "=") return [value];
  if (value === ".*" || value === ".+") return [];
  const parts = value.split(/(?<!\\)\|/);
  return parts.every((part) => PLAIN.test(part))
    ? parts.map((part) => part.replaceAll(/\\(.)/g, "$1"))
    : null;
}

/** The metric of the selector around this place; "" where it has none. */
function metricAt(expr: string, at: number): string {
  const masked = maskVariables(expr);
  let node = parsePromql(masked).tree.resolveInner(at, 1).parent;
  while (node && node.name !== "VectorSelector") node = node.parent;
  const name = node?.getChild("Identifier");
  return name ? masked.slice(name.from, name.to) : "";
}

/** "Cluster" of `cluster`, "Kube node" of `kube_node`: how readers see it at first. */
function labelWords(label: string): string {
  const words = label.replaceAll(/[_.\-/]+/g, " ").trim();
  return words === "" ? label.slice(0, 60) : (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 60);
}

/** A name that a variable may have: lower case, a letter first. */
export function variableName(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 28);
  const base = plain || "value";
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
  return name;
}

/** The variable of each chosen label: the board's own where it has one for it, else a new one. */
export function variablesFor(
  choices: readonly ReaderChoice[],
  existing: readonly BoardVariable[],
): ReadonlyMap<string, BoardVariable> {
  const taken = new Set(existing.map(({ name }) => name));
  return new Map(
    choices.map((choice) => {
      const known = existing.find((one) => one.choice.kind === "label" && one.choice.label === choice.label);
      if (known) return [choice.label, known];
      const { label, sourceId, selector, isMulti, values } = choice;
      const name = variableName(label, taken);
      taken.add(name);
      const variable: BoardVariable = {
        name,
        label: labelWords(label),
        choice: { kind: "label", sourceId, label, selector },
        isMulti,
        initial: values,
      };
      return [label, variable];
    }),
  );
}

/** The query with the labels of these variables left to the reader. */
export function withVariables(
  expr: string,
  language: QueryLanguage,
  variables: ReadonlyMap<string, BoardVariable>,
): string {
  let text = expr;
  for (const { label, operator, value, from, to } of matcherValues(expr, language).toReversed()) {
    const variable = variables.get(label);
    if (!variable || findVariables(value).length > 0) continue;
    const compared = variable.isMulti ? "=~" : operator;
    text = `${text.slice(0, from)}${compared}"$${variable.name}"${text.slice(to)}`;
  }
  return text;
}
