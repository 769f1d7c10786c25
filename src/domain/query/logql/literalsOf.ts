/** Characters with a meaning in RE2; everything else stands for itself. */
const SPECIAL = /[.*+?()[\]{}^$]/;
const ESCAPED_SIGN = /^[^\w\s]$/;

/**
 * The texts a pattern of RE2 is a choice of: `(?i)error|time\.out` is `error` and `time.out`, whatever their case.
 * Empty where the pattern is more than that.
 */
export function literalsOf(
  pattern: string,
): readonly { readonly text: string; readonly isCaseInsensitive: boolean }[] {
  const isCaseInsensitive = pattern.startsWith("(?i)");
  const body = isCaseInsensitive ? pattern.slice(4) : pattern;
  const texts: string[] = [];
  let text = "";
  for (let at = 0; at < body.length; at++) {
    const char = body[at] ?? "";
    const escaped = char === "\\" ? (body[++at] ?? "") : null;
    if (escaped !== null && !ESCAPED_SIGN.test(escaped)) return [];
    if (escaped === null && SPECIAL.test(char)) return [];
    if (char === "|") {
      texts.push(text);
      text = "";
    } else text += escaped ?? char;
  }
  return [...texts, text].filter((part) => part !== "").map((part) => ({ text: part, isCaseInsensitive }));
}
