import { compareUtf8 } from "./compareUtf8.ts";
import type { Labels } from "./Labels.ts";

/** Prometheus' order of series (model/labels, Compare): name by name, then value; a set that ends first comes first. */
export function compareLabels(a: Labels, b: Labels): number {
  const length = Math.min(a.pairs.length, b.pairs.length);
  for (let i = 0; i < length; i++) {
    const order = compareUtf8(a.pairs[i] ?? "", b.pairs[i] ?? "");
    if (order !== 0) return order;
  }
  return a.pairs.length - b.pairs.length;
}
