import { type Reference, references, replaceReferences, type Substitution } from "../promql/variables.ts";

/**
 * Grafana's interval variables in LogQL, written as in PromQL (`$__interval`, `${__range_s}`, `[[__range]]`), and
 * `$__auto`: the step of a range query, the whole range of an instant one.
 */

const DURATIONS: ReadonlySet<string> = new Set(["$__auto", "$__interval", "$__rate_interval", "$__range"]);
/** Plain numbers; a unit may follow, as in `[${__range_s}s]`. */
const NUMBERS: ReadonlySet<string> = new Set([
  "$__interval_ms",
  "$__rate_interval_ms",
  "$__range_s",
  "$__range_ms",
]);

function isKnownVariable(name: string): boolean {
  return DURATIONS.has(name) || NUMBERS.has(name);
}

/**
 * Puts `values` (by name with the dollar sign, as `variableValues` of domain/time makes them) in place of the
 * variables. `$__auto` need not be among them: it is `$__interval` in a range query and `$__range` in an instant one.
 */
export function substituteLogqlVariables(
  text: string,
  values: Readonly<Record<string, string>>,
  kind: "range" | "instant",
): Substitution {
  return replaceReferences(text, ({ name }) => {
    const key = name === "$__auto" && !Object.hasOwn(values, name) ? AUTO[kind] : name;
    return Object.hasOwn(values, key) ? (values[key] ?? null) : null;
  });
}

const AUTO = { range: "$__interval", instant: "$__range" } as const;

/**
 * The text with each known variable replaced by a duration or number of the same length (`$__auto` → `000005m`), so
 * that the grammar reads it and every offset stays. Unknown variables stay, for the server will refuse them.
 */
export function maskVariables(text: string): string {
  return replaceReferences(text, ({ name, from, to }) => {
    if (DURATIONS.has(name)) return "5m".padStart(to - from, "0");
    return NUMBERS.has(name) ? "5".padStart(to - from, "0") : null;
  }).text;
}

/** Variables nobody here gives a value, in text order: `$job`, `[[cluster]]`; strings are not looked at by this. */
export function unknownReferences(text: string): readonly Reference[] {
  return references(text).filter(({ name }) => !isKnownVariable(name) && !/^\$\d/.test(name));
}
