import { parseToAst } from "./buildAst.ts";
import { applyEdits } from "./editText.ts";
import { selectorsIn } from "./selectorPlaces.ts";
import { maskVariables, references } from "./variables.ts";

/** Functions that need two samples in each window. */
const NEED_TWO: ReadonlySet<string> = new Set(["rate", "irate", "increase", "delta", "idelta", "deriv"]);

/** A function whose fixed window may be too short, and the query with `$__rate_interval` there, which never is. */
export interface RateWindow {
  readonly name: string;
  /** As typed, with its brackets. */
  readonly window: string;
  readonly mended: string;
}

/** The first such function of a query as typed; null where there is none, or its window is a variable. */
export function rateWindow(text: string): RateWindow | null {
  const parsed = parseToAst(maskVariables(text));
  if (!parsed.ok) return null;
  for (const { selector, calls } of selectorsIn(parsed.expr)) {
    const name = calls[0] ?? "";
    if (selector.range === null || !NEED_TWO.has(name)) continue;
    // A comment could stand between the selector and its window; that text stays as it is.
    const found = /^(\s*)(\[[^[\]#]+\])/.exec(text.slice(selector.headTo));
    const [, blanks = "", window = ""] = found ?? [];
    if (window === "" || references(window).length > 0) continue;
    const from = selector.headTo + blanks.length;
    const to = from + window.length;
    return { name, window, mended: applyEdits(text, [{ from, to, insert: "[$__rate_interval]" }]) };
  }
  return null;
}
