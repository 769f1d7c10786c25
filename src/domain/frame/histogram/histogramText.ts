import type { NativeHistogram } from "../Frame.ts";
import { canonicalText } from "../decode/canonicalText.ts";

const BRACKETS = [
  ["(", "]"],
  ["[", ")"],
  ["(", ")"],
  ["[", "]"],
] as const;

/** `{count:3, sum:1.5, (0.5,1]:2}`, as Prometheus prints a native histogram. */
export function histogramText({ count, sum, buckets }: NativeHistogram): string {
  const cells = buckets.map(([rule, lower, upper, observations]) => {
    const [open, close] = BRACKETS[rule] ?? BRACKETS[0];
    return `${open}${canonicalText(lower)},${canonicalText(upper)}${close}:${canonicalText(observations)}`;
  });
  return `{${[`count:${canonicalText(count)}`, `sum:${canonicalText(sum)}`, ...cells].join(", ")}}`;
}
