import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";

/** Some labels of a set: the named ones, or all but the named ones and the metric's name. */
interface LabelChoice {
  readonly names: ReadonlySet<string>;
  readonly isOn: boolean;
}

export function chooseLabels(names: readonly string[], isOn: boolean): LabelChoice {
  return { names: new Set(isOn ? names : [...names, "__name__"]), isOn };
}

/** Equal for sets that agree in the chosen labels, and only for these. */
function labelKey(labels: Labels, { names, isOn }: LabelChoice): string {
  if (isOn && names.size === 0) return "";
  const { pairs } = labels;
  let key = "";
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i] as string;
    if (names.has(name) !== isOn) continue;
    const value = pairs[i + 1] as string;
    key += `${name.length}:${name}${value.length}:${value}`;
  }
  return key;
}

export function chosenLabels(labels: Labels, { names, isOn }: LabelChoice): Labels {
  return isOn ? labels.keep(names) : labels.without(names);
}

const ROWS_PER_YIELD = 256;

/** A number for each distinct key, from 0 in order of appearance. */
export class KeyNumbers {
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#numbers.size;
  }

  /** One number per set of labels. */
  *numbersOf(labels: readonly Labels[], choice: LabelChoice): Work<Int32Array> {
    const numbers = new Int32Array(labels.length);
    for (const [row, one] of labels.entries()) {
      if (row % ROWS_PER_YIELD === 0) yield;
      numbers[row] = this.#numberOf(labelKey(one, choice));
    }
    return numbers;
  }

  #numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(key, next);
    return next;
  }
}
