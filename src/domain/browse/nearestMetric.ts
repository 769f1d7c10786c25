import { nearestName } from "../query/nearestName.ts";
import { bestNames, type NameIndex, searchNames } from "./nameIndex.ts";

/** Endings that exporters add to a name or leave out. */
const ENDING = /_(?:total|bucket|count|sum|created|info|seconds|bytes|ratio)$/;
/** Shorter than this, any name has it somewhere. */
const MIN_LETTERS = 4;

/**
 * The name a metric that does not exist is most likely meant to be, of those that do; null where none is near. A slip
 * of the keys first (`htpp_requests_total`), then another ending (`http_requests` for `http_requests_total`,
 * `node_load1_total` for `node_load1`), then the shortest name that has its words in order.
 */
export function nearestMetric(index: NameIndex, wanted: string): string | null {
  return nearestName(wanted, index.names) ?? otherEnding(index, wanted) ?? sameWords(index, wanted);
}

function otherEnding(index: NameIndex, wanted: string): string | null {
  for (let stem = wanted; stem.length >= MIN_LETTERS; stem = stem.replace(ENDING, "")) {
    const found = sameWords(index, stem);
    const lower = stem.toLowerCase();
    if (found !== null && (found.toLowerCase() === lower || found.toLowerCase().startsWith(`${lower}_`)))
      return found;
    if (!ENDING.test(stem)) break;
  }
  return null;
}

function sameWords(index: NameIndex, wanted: string): string | null {
  if (wanted.length < MIN_LETTERS) return null;
  return bestNames(index, searchNames(index, wanted), 1)[0]?.name ?? null;
}
