import type { Labels } from "../frame/Frame.ts";

/**
 * The identity of one series of one query, as the URL and the legend hold it: `A{__name__="up",job="x"}`. Two
 * different label sets never share a key, whatever their names and values contain.
 */
export function seriesKey(letter: string, labels: Labels): string {
  return letter + labelsKey(labels);
}

/** The canonical text of a label set: names in order, values quoted, names quoted unless plain. */
export function labelsKey(labels: Labels): string {
  const pairs = Object.keys(labels)
    .toSorted()
    .map((name) => `${quoteName(name)}=${JSON.stringify(labels[name])}`);
  return `{${pairs.join(",")}}`;
}

/** Plain label names stay bare; others are quoted, as Prometheus 3 prints UTF-8 names. */
export function quoteName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}
