import type { Labels } from "../../../../domain/frame/Frame.ts";

/** More labels than these make a selector that only one stream can fit. */
const MOST_LABELS = 6;
/** Names that mean another thing in each world. */
const OWN_NAMES = new Set(["__name__", "le", "quantile", "level", "detected_level", "filename", "stream"]);

/** Labels that all of these have with one value. */
export function sharedLabels(sets: readonly Labels[]): ReadonlyMap<string, string> {
  const [first, ...others] = sets;
  return new Map(
    Object.entries(first ?? {}).filter(([name, value]) => others.every((labels) => labels[name] === value)),
  );
}

/**
 * Labels that stand for the same thing on another source: those whose names it knows too. The query's own matchers
 * win over what its answer happens to share.
 */
export function correspondingLabels(
  own: ReadonlyMap<string, string>,
  otherNames: readonly string[],
): readonly (readonly [string, string])[] {
  const known = new Set(otherNames);
  return [...own]
    .filter(([name, value]) => value !== "" && !OWN_NAMES.has(name) && known.has(name))
    .slice(0, MOST_LABELS);
}
