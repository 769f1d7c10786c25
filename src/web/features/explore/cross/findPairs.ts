import {
  guessPairs,
  type LabelPair,
  MOST_PAIRS,
  pairableLabels,
  type PairGuess,
} from "../../../../domain/correspond/labelPairs.ts";
import { quote } from "../../../../domain/query/promql/goString.ts";
import { printLabelName } from "../../../../domain/query/promql/print.ts";
import type { OtherClient } from "./otherClient.ts";

/** Questions put to the other source for one selector; guesses are few, but labels may be many. */
const MOST_TRIES = 24;

export interface FoundPairs {
  /** Matchers that together fit something on the other source. */
  readonly matchers: readonly PairGuess[];
  /** Of each label of ours, what it is there; "" where nothing is. */
  readonly pairs: readonly LabelPair[];
}

/** `{namespace="shop", pod="web-1"}`: both languages spell it so. */
export function selectorText(matchers: readonly PairGuess[]): string {
  return `{${matchers.map(({ name, value }) => `${printLabelName(name)}=${quote(value)}`).join(", ")}}`;
}

/**
 * What our labels are called on the other source: a guess holds when, beside those that hold already, it still fits
 * something in the range there. So a name that means another thing, or a value that is not known, drops out.
 */
export async function findPairs(
  labels: ReadonlyMap<string, string>,
  { client, said }: { readonly client: OtherClient; readonly said: readonly LabelPair[] },
): Promise<FoundPairs> {
  const known = await client.labels();
  const own = pairableLabels(labels);
  const matchers: PairGuess[] = [];
  const pairs: LabelPair[] = [];
  let tries = 0;
  for (const label of own) {
    const guesses = guessPairs(label, known, said).filter(
      ({ name }) => !matchers.some((one) => one.name === name),
    );
    let other = "";
    for (const guess of guesses) {
      if (matchers.length >= MOST_PAIRS || tries >= MOST_TRIES || other !== "") break;
      tries += 1;
      // One after the other: each answer decides what is asked next.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await client.hasSeries(selectorText([...matchers, guess])))) continue;
      matchers.push(guess);
      other = guess.name;
    }
    pairs.push({ own: label[0], other });
  }
  return { matchers, pairs };
}
