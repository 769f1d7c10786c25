/** mulberry32: numbers in [0, 1) that are the same in every run. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks from lists by `share`. */
export function picker(share: () => number): <T>(list: readonly T[]) => T {
  return (list) => {
    const index = Math.floor(share() * list.length);
    const found = list[index];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  };
}
