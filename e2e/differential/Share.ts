import { random } from "../stack/random.ts";

/** Numbers in [0, 1), the same in every run of one seed. */
export type Share = () => number;

/** A source of its own for `purpose`, so that one more use here does not change what comes after elsewhere. */
export function shareOf(seed: number, purpose: string): Share {
  let mixed = seed | 0;
  for (const unit of purpose) mixed = Math.imul(mixed ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return random(mixed);
}

/** What the generators ask of chance. */
export class Dice {
  readonly share: Share;

  constructor(share: Share) {
    this.share = share;
  }

  /** From `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error("nothing to pick from");
    return list[this.int(0, list.length - 1)] as T;
  }

  /** Weights beside what they weigh. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T {
    let rest = this.share() * list.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of list) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return this.pick(list)[1];
  }

  /** `count` different ones, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = new Set(list.keys());
    while (rest.size > count) rest.delete(this.pick([...rest]));
    return [...rest].map((index) => list[index] as T);
  }

  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    const result: T[] = [];
    while (rest.length > 0) result.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return result;
  }
}
