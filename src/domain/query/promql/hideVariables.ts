import { type PositionMap, replaceKnown } from "./variables.ts";

export interface HiddenVariables {
  readonly text: string;
  readonly map: PositionMap;
  /** Puts the variables back into text made from `text`. */
  readonly restore: (text: string) => string;
}

const FIRST_DAY = 997;
const PER_DAY = 20;
const UNIT_AFTER = /^(?:ms|[smhdwy])(?!\w)/;

/**
 * Replaces each known variable by a duration that stands nowhere else in the text and that prints as it is written
 * (`997d1s`, `997d2s`, …), so that the text can be parsed, printed, and get its variables back. A unit behind the
 * variable (`${__range_s}s`) belongs to it.
 */
export function hideVariables(text: string): HiddenVariables {
  const originals = new Map<string, string>();
  const firstDay = unusedDay(text);
  let index = 0;
  const { text: hidden, map } = replaceKnown(text, ({ from, to }) => {
    const unit = UNIT_AFTER.exec(text.slice(to, to + 3))?.[0] ?? "";
    const value = `${firstDay - Math.floor(index / PER_DAY)}d${(index % PER_DAY) + 1}${unit === "" ? "s" : ""}`;
    originals.set(value + unit, text.slice(from, to) + unit);
    index++;
    return value;
  });
  const restore = (printed: string) =>
    originals.size === 0
      ? printed
      : printed.replaceAll(/\d{1,16}d\d{1,16}[a-z]+/g, (token) => originals.get(token) ?? token);
  return { text: hidden, map, restore };
}

/** A number of days whose like the text does not mention. */
function unusedDay(text: string): number {
  let day = FIRST_DAY;
  while (day > 0 && new RegExp(`(?:${day}|${day - 1}|${day - 2})d`).test(text)) day -= 3;
  return day;
}
