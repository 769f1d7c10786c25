import type { NativeHistogram } from "../Frame.ts";
import { formatExact } from "../../format/formatExact.ts";

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
    return `${open}${formatExact(lower)},${formatExact(upper)}${close}:${formatExact(observations)}`;
  });
  return `{${[`count:${formatExact(count)}`, `sum:${formatExact(sum)}`, ...cells].join(", ")}}`;
}
