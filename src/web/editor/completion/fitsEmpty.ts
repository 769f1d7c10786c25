import { literalText } from "./quoting.ts";

/** True where a matcher also fits a series or stream without the label, as `a=""` and `a=~".*"` do. */
export function fitsEmpty(matcher: { readonly operator: string; readonly literal: string }): boolean {
  const text = literalText(matcher.literal);
  if (matcher.operator === "=") return text === "";
  if (matcher.operator === "!=") return text !== "";
  const regexpFits = regexpFitsEmpty(text);
  return matcher.operator === "=~" ? regexpFits : !regexpFits;
}

/**
 * Counted repeats and long patterns could backtrack for minutes even against "" ("(?:a|b?|c?){30}\\b"); they, and what
 * JavaScript cannot read, count as fitting, the safe side.
 */
function regexpFitsEmpty(pattern: string): boolean {
  if (pattern.length > 200 || pattern.includes("{")) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test("");
  } catch {
    return true;
  }
}
