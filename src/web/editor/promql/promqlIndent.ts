import { indentService } from "@codemirror/language";
import { scanPromql } from "./scanPromql.ts";

const INDENT = 2;

/** Two spaces for each bracket that is open where the line begins, one level less where it begins by closing one. */
function indentOf(textBefore: string, lineText: string): number {
  let depth = 0;
  for (const token of scanPromql(textBefore)) {
    if (token.kind !== "bracket") continue;
    depth = "([{".includes(token.text) ? depth + 1 : Math.max(0, depth - 1);
  }
  const closes = /^\s*[)\]}]/.test(lineText);
  return Math.max(0, closes ? depth - 1 : depth) * INDENT;
}

export const promqlIndent = indentService.of((context, pos) => {
  // With a simulated break, as for Enter, the line is what comes after it.
  const line = context.lineAt(pos, 1);
  return indentOf(context.state.sliceDoc(0, pos), line.text);
});
