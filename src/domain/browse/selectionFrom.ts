import type { Pill, QuerySelector } from "./QuerySelector.ts";
import { EMPTY_SELECTION, type Pick, type Selection } from "./Selection.ts";

/** Characters that make a pattern more than a list of texts, unless escaped. */
const SPECIAL = /[\\^$.*+?()[\]{}|]/;

/** The texts of a pattern that only lists them, `a|b\.c`; null for any other pattern. */
export function alternatives(pattern: string): readonly string[] | null {
  const found: string[] = [""];
  for (let at = 0; at < pattern.length; at += 1) {
    let character = pattern.charAt(at);
    if (character === "|") {
      found.push("");
      continue;
    }
    if (character === "\\") {
      at += 1;
      character = pattern.charAt(at);
      // `\.` is a dot; `\d` is no text.
      if (!SPECIAL.test(character)) return null;
    } else if (SPECIAL.test(character)) return null;
    found[found.length - 1] += character;
  }
  return found;
}

function pickFrom({ name, operator, value }: Pill): Pick | null {
  const mode = operator.startsWith("!") ? "none" : "any";
  const values = operator.endsWith("~") ? alternatives(value) : [value];
  return values === null ? null : { label: name, mode, values };
}

/**
 * What a query's selector chooses, to go on from in the lists. A selector that lists cannot show whole (a pattern, one
 * label twice) gives its metric only: half a selector would be another one.
 */
export function selectionFrom(selector: QuerySelector | null): Selection {
  if (!selector) return EMPTY_SELECTION;
  const isName = ({ name, operator }: Pill) => name === "__name__" && operator === "=";
  const metric = selector.metric || (selector.pills.find(isName)?.value ?? "");
  const picks = selector.pills.filter((pill) => !isName(pill)).map(pickFrom);
  const whole = picks.filter((pick) => pick !== null);
  const isWhole =
    whole.length === picks.length && new Set(whole.map(({ label }) => label)).size === whole.length;
  return { metric, picks: isWhole ? whole : [] };
}
