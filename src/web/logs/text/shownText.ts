import { visibleText } from "../../../domain/format/visibleText.ts";

/** Nothing that `visibleText` would replace: most lines, so that they cost one test. */
const PLAIN = /^[\t\u0020-\u007e]*$/;

/**
 * Text of a line as it may be shown: tabs stay, line breaks stay where the text wraps (else ␊ stands for them), and
 * everything else that hides or reorders is written out (U+202E as ⟨U+202E⟩).
 */
export function shownText(text: string, isWrapped: boolean): string {
  if (PLAIN.test(text)) return text;
  const inTabs = (part: string) => part.split("\t").map(visibleText).join("\t");
  return isWrapped ? text.replaceAll("\r\n", "\n").split("\n").map(inTabs).join("\n") : inTabs(text);
}
