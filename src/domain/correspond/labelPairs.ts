import type { Labels } from "../frame/Frame.ts";

/** How two sources name the same thing: `k8s_namespace_name` here is `namespace` there; "" = nothing there. */
export interface LabelPair {
  readonly own: string;
  readonly other: string;
}

/** One matcher on the other source that may stand for a label of ours. */
export interface PairGuess {
  readonly name: string;
  readonly value: string;
}

/** More labels than these make a selector that only one stream can fit. */
export const MOST_PAIRS = 6;

/** Names that mean another thing in each world. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  "__name__",
  "le",
  "quantile",
  "level",
  "detected_level",
  "filename",
  "stream",
]);

/**
 * Names of one thing, as collectors, exporters and agents spell it; the widest thing first, since a selector is built
 * in this order and stops where nothing is left.
 */
const THINGS: readonly (readonly string[])[] = [
  ["cluster", "clusterid"],
  ["region", "zone"],
  ["namespace", "ns"],
  ["service", "app", "job", "application", "component"],
  ["pod"],
  ["container"],
  ["node", "host", "hostname", "instance", "machine"],
];

/** `k8s_pod_name`, `kubernetes_pod_name`, `exported_pod` and `pod` are one: "pod". */
function coreOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:k8s|kubernetes|exported|app_kubernetes_io)[_.]/, "")
    .replace(/[_.]name$/, "")
    .replaceAll(/[_.-]/g, "");
}

const thingOf = (name: string): number => THINGS.findIndex((names) => names.includes(coreOf(name)));

/** Labels that all of these have with one value. */
export function sharedLabels(sets: readonly Labels[]): ReadonlyMap<string, string> {
  const [first, ...others] = sets;
  return new Map(
    Object.entries(first ?? {}).filter(([name, value]) => others.every((labels) => labels[name] === value)),
  );
}

/** The labels that may have a counterpart elsewhere, the widest first. */
export function pairableLabels(labels: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const rank = (name: string) => (thingOf(name) < 0 ? THINGS.length : thingOf(name));
  return [...labels]
    .filter(([name, value]) => value !== "" && !OWN_NAMES.has(name))
    .toSorted(([a], [b]) => rank(a) - rank(b));
}

/**
 * What may stand for a label on a source that knows these names, the likeliest first: what the reader has said, the same
 * name, the same name spelled another way, another name of the same thing. An empty list where the reader said none.
 */
export function guessPairs(
  [name, value]: readonly [name: string, value: string],
  known: readonly string[],
  said: readonly LabelPair[] = [],
): readonly PairGuess[] {
  const chosen = said.find(({ own }) => own === name);
  if (chosen) return chosen.other === "" ? [] : valuesOf(chosen.other, value);
  const fitting = known.filter((other) => !OWN_NAMES.has(other));
  const thing = thingOf(name);
  const names = new Set([
    ...fitting.filter((other) => other === name),
    ...fitting.filter((other) => coreOf(other) === coreOf(name)),
    ...(thing < 0 ? [] : fitting.filter((other) => thingOf(other) === thing)),
  ]);
  return [...names].flatMap((other) => valuesOf(other, value));
}

/** Metrics name a machine by the address they were read from, `10.0.0.7:9100`; logs by the machine alone. */
function valuesOf(name: string, value: string): readonly PairGuess[] {
  const [host = "", port] = /:\d{1,5}$/.test(value) ? value.split(/:(?=\d{1,5}$)/) : [];
  return port === undefined
    ? [{ name, value }]
    : [
        { name, value },
        { name, value: host },
      ];
}

/** Pairs as the other source sees them. */
export const reversePairs = (pairs: readonly LabelPair[]): readonly LabelPair[] =>
  pairs.filter(({ other }) => other !== "").map(({ own, other }) => ({ own: other, other: own }));
