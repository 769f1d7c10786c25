import { removePill } from "../../../../domain/browse/editPills.ts";
import { escapePattern } from "../../../../domain/browse/nameSearch.ts";
import type { Pill } from "../../../../domain/browse/QuerySelector.ts";
import { alternatives } from "../../../../domain/browse/selectionFrom.ts";
import { matcherPart, type SelectorMatcher } from "../../../../domain/browse/selectorOf.ts";
import { nearestName } from "../../../../domain/query/nearestName.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { matchOf, replaceMatcher, type WantedSelector } from "./seriesScene.ts";
import type { SeriesWhyClient } from "./seriesWhyClient.ts";
import type { Fix, Why } from "./Why.ts";

export interface MatcherScene {
  readonly expr: string;
  /** The first selector without series, and all of them. */
  readonly wanted: WantedSelector;
  readonly empty: readonly WantedSelector[];
  /** Where series are looked for. */
  readonly range: ResolvedRange;
}

/** Matchers beyond these are not dropped one by one. */
const MOST_MATCHERS = 8;
/** Names or values quoted where none is near. */
const QUOTED = 5;

/** Which matcher of a selector without series is to blame (L4): dropped one by one, then looked at. */
export async function wrongMatcher(scene: MatcherScene, client: SeriesWhyClient): Promise<Why | null> {
  const { wanted, range } = scene;
  // A name given by its label is the metric, which was looked at before.
  const pills = wanted.selector.pills.filter(({ name }) => name !== "__name__").slice(0, MOST_MATCHERS);
  const without = (pill: Pill) => wanted.matchers.filter((one) => one !== pill);
  const isFreed = await Promise.all(pills.map((pill) => client.has(matchOf(without(pill)), range)));
  const culprits = pills.filter((_pill, index) => isFreed[index]);
  const [culprit] = culprits;
  if (culprits.length > 1) return combination(scene, culprits);
  if (culprit)
    return (
      (await fault(scene, { pill: culprit, rest: without(culprit) }, client)) ?? combination(scene, culprits)
    );
  // More than one of them is wrong: each is held against the metric alone.
  const base = wanted.matchers.filter(({ name }) => name === "__name__");
  for (const pill of pills) {
    // One mistake at a time is what the reader can mend, too.
    // oxlint-disable-next-line no-await-in-loop
    const found = await fault(scene, { pill, rest: base }, client);
    if (found) return found;
  }
  return pills.length > 1 ? { text: "No series has all of these labels." } : null;
}

function combination({ expr, wanted }: MatcherScene, culprits: readonly Pill[]): Why {
  const named = culprits.map((pill) => matcherPart(pill)).join(" or ");
  const [fix, ...others] = culprits.map((pill): Fix => ({
    label: `Drop ${pill.name}`,
    expr: removePill(expr, wanted.selector, pill),
  }));
  return {
    text: `No series has all of these labels; without ${named} there are some.`,
    ...(fix && { fix }),
    ...(others.length > 0 && { others: others.slice(0, 2) }),
  };
}

interface Suspect {
  readonly pill: Pill;
  /** What it is held against: series fit these. */
  readonly rest: readonly SelectorMatcher[];
}

/** A label or value that those series do not have; null where it is no such mistake. */
async function fault(scene: MatcherScene, suspect: Suspect, client: SeriesWhyClient): Promise<Why | null> {
  const { pill } = suspect;
  const isTelling = (pill.operator === "=" || pill.operator === "=~") && pill.value !== "";
  if (!isTelling) return null;
  const match = matchOf(suspect.rest);
  const names = await client.labels(match, scene.range);
  if (!names.includes(pill.name)) return noLabel(scene, suspect, names);
  const typed = pill.operator === "=" ? [pill.value] : alternatives(pill.value);
  if (typed === null) return null;
  const values = await client.values(pill.name, match, scene.range);
  if (typed.some((value) => values.includes(value))) return null;
  return noValue(scene, suspect, { typed, values });
}

function noLabel(scene: MatcherScene, { pill, rest }: Suspect, names: readonly string[]): Why {
  const taken = new Set(scene.wanted.selector.pills.map(({ name }) => name));
  const free = names.filter((name) => !taken.has(name));
  const near = nearestName(pill.name, free);
  const told = `${whose(rest, scene.wanted)} no label "${pill.name}".`;
  if (near === null) return { text: `${told} ${listed(free)}`.trim(), fix: dropped(scene, pill) };
  return {
    text: `${told} Did you mean ${near}?`,
    fix: { label: `Use ${near}`, expr: mended(scene, pill, { ...pill, name: near }) },
  };
}

interface Values {
  /** One, or the alternatives of a pattern. */
  readonly typed: readonly string[];
  readonly values: readonly string[];
}

function noValue(scene: MatcherScene, { pill, rest }: Suspect, { typed, values }: Values): Why {
  const near = [...new Set(typed.flatMap((value) => nearestName(value, values) ?? []))];
  const told = `${whose(rest, scene.wanted)} no ${pill.name} "${pill.value}".`;
  if (near.length === 0) return { text: `${told} ${listed(values)}`.trim(), fix: dropped(scene, pill) };
  const value = pill.operator === "=" ? near.join("") : near.map(escapePattern).join("|");
  return {
    text: `${told} Did you mean "${value}"?`,
    fix: { label: `Use "${value}"`, expr: mended(scene, pill, { ...pill, value }) },
  };
}

/** `up has`, or what the other matchers leave. */
function whose(rest: readonly SelectorMatcher[], { name }: WantedSelector): string {
  const isBare = rest.every((one) => one.name === "__name__");
  if (isBare && name !== "") return `${name} has`;
  return isBare ? "The source has" : "What fits the rest of the selector has";
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > QUOTED ? ` and ${(names.length - QUOTED).toLocaleString("en-GB")} more` : "";
  return `There is ${names.slice(0, QUOTED).join(", ")}${more}.`;
}

const dropped = ({ expr, wanted }: MatcherScene, pill: Pill): Fix => ({
  label: `Drop ${pill.name}`,
  expr: removePill(expr, wanted.selector, pill),
});

const mended = ({ expr, empty }: MatcherScene, old: Pill, next: SelectorMatcher): string =>
  replaceMatcher(expr, { old, next, empty });
