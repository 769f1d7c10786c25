import { syntaxTreeAvailable } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
// The package's front door also brings its HTTP client and completion, 14 kB of gzip that nothing here uses.
import { Parser as TypeChecker } from "@prometheus-io/codemirror-promql/dist/esm/parser/index.js";
import { lint } from "../../../domain/query/promql/lint.ts";
import { isClosedString } from "../completion/quoting.ts";
import { limitNote } from "./queryLimits.ts";
import { scanPromql } from "./scanPromql.ts";

/** Everything wrong with this text, for textLint. */
export function checkPromql(text: string, view: EditorView): readonly Diagnostic[] {
  const note = limitNote(text);
  if (note !== null) return [{ from: 0, to: 0, severity: "info", message: note }];
  return checkText(text, view);
}

/** The first kind of fault that is found hides the next: types mean little in text that does not parse. */
function checkText(text: string, view: EditorView): readonly Diagnostic[] {
  const unclosed = unclosedStrings(text);
  if (unclosed.length > 0) return unclosed;
  const syntax = lint(text).map((issue) => ({ ...issue, severity: "error" as const }));
  if (syntax.length > 0 || !syntaxTreeAvailable(view.state)) return syntax;
  // The official checks of types ("expected type matrix …"), without any request.
  const checker = new TypeChecker(view.state);
  checker.analyze();
  return checker.getDiagnostics();
}

/** The grammar forgives a missing closing quote; Prometheus does not. */
function unclosedStrings(text: string): readonly Diagnostic[] {
  return scanPromql(text)
    .filter((token) => token.kind === "string" && !isClosedString(token.text))
    .map(({ from, to }) => ({ from, to, severity: "error", message: "This string has no closing quote." }));
}
