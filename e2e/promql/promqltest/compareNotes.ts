import type { EvalCommand, Expectation, ExpectationType } from "./Script.ts";

interface Notes {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

/** What is wrong with a query's warnings and infos; null when nothing is. */
export function compareNotes({ expectations }: EvalCommand, { warnings, infos }: Notes): string | null {
  const of = (type: ExpectationType): readonly Expectation[] =>
    expectations.filter((expectation) => expectation.type === type);
  if (of("no_warn").length > 0 && warnings.length > 0) return `unexpected warning: ${warnings.join(" | ")}`;
  if (of("no_info").length > 0 && infos.length > 0) return `unexpected info: ${infos.join(" | ")}`;
  return compareKind("warning", of("warn"), warnings) ?? compareKind("info", of("info"), infos);
}

function compareKind(
  kind: string,
  expected: readonly Expectation[],
  found: readonly string[],
): string | null {
  if (expected.length === 0) return null;
  const unmet = expected.find((expectation) => !found.some((text) => isMet(expectation, text)));
  if (unmet) return `no ${kind} ${String(unmet.message)}, but ${JSON.stringify(found)}`;
  const other = found.find((text) => !expected.some((expectation) => isMet(expectation, text)));
  return other === undefined ? null : `unexpected ${kind}: ${other}`;
}

export function isMet({ message }: Expectation, text: string): boolean {
  if (message === null) return true;
  return typeof message === "string" ? message === text : message.test(text);
}
