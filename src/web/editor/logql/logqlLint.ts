import type { Diagnostic } from "@codemirror/lint";
import { lintLogql } from "../../../domain/query/logql/lint.ts";
import { limitNote } from "./logqlLimits.ts";

/** Everything wrong with this text, for textLint. Asks nobody. */
export function checkLogql(text: string): readonly Diagnostic[] {
  const note = limitNote(text);
  if (note !== null) return [{ from: 0, to: 0, severity: "info", message: note }];
  return lintLogql(text).map(({ from, to, message }) => ({ from, to, message, severity: "error" }));
}
