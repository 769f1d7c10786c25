import type { Diagnostic } from "@codemirror/lint";
import { errorNodes, parseLogql } from "../../../domain/query/logql/parse.ts";
import { limitNote } from "./logqlLimits.ts";

/** Everything wrong with this text, for textLint. Asks nobody. */
export function checkLogql(text: string): readonly Diagnostic[] {
  const note = limitNote(text);
  if (note !== null) return [{ from: 0, to: 0, severity: "info", message: note }];
  return lintLogql(text).map(({ from, to, message }) => ({ from, to, message, severity: "error" }));
}

function lintLogql(
  text: string,
): readonly { readonly from: number; readonly to: number; readonly message: string }[] {
  return errorNodes(parseLogql(text).tree).map(({ from, to }) => ({
    from: from === to ? Math.max(0, from - 1) : from,
    to,
    message: from === to ? "unexpected end of query" : `unexpected ${text.slice(from, to)}`,
  }));
}
