import { indentService } from "@codemirror/language";
import { scanLogql } from "./scanLogql.ts";

const INDENT = 2;

/**
 * Two spaces for each bracket that is open where the line begins, one level less where it begins by closing one; the
 * stages after a selector stand one level in, as Loki's own formatter writes them.
 */
function indentOf(textBefore: string, lineText: string): number {
  let depth = 0;
  for (const token of scanLogql(textBefore)) {
    if (token.kind !== "bracket") continue;
    depth = "([{".includes(token.text) ? depth + 1 : Math.max(0, depth - 1);
  }
  const closes = /^\s*[)\]}]/.test(lineText);
  const isStage = /^\s*(?:\||![=~>])/.test(lineText) || (depth === 0 && endsSelector(textBefore));
  return (Math.max(0, closes ? depth - 1 : depth) + (isStage ? 1 : 0)) * INDENT;
}

/** A line that follows a selector or a stage goes on with it. */
function endsSelector(textBefore: string): boolean {
  const tokens = scanLogql(textBefore);
  return (
    tokens.findLastIndex(({ text }) => text === "}") >
    tokens.findLastIndex(({ text }) => text === ")" || text === "]")
  );
}

export const logqlIndent = indentService.of((context, pos) => {
  // With a simulated break, as for Enter, the line is what comes after it.
  const line = context.lineAt(pos, 1);
  return indentOf(context.state.sliceDoc(0, pos), line.text);
});
