import type { EvalCommand } from "./Script.ts";
import type { Need } from "./ScriptStore.ts";

/** Why Prometheus' test engine answers what Prometheus with its ordinary flags, and so ours, does not. */
export type Reason =
  | Need
  | "extended range selectors (anchored, smoothed)"
  | "fill modifiers"
  | "delayed name removal";

interface Failure {
  readonly file: string;
  readonly command: EvalCommand;
  readonly wrong: string;
  readonly needs: readonly Need[];
}

/** Why a failed evaluation is none of ours; null when it is. */
export function needsAnother({ file, command, wrong, needs }: Failure): Reason | null {
  if (/(?:anchored|smoothed) modifier is experimental/.test(wrong))
    return "extended range selectors (anchored, smoothed)";
  if (wrong.includes("fill modifiers are experimental")) return "fill modifiers";
  const holdsHistogram = command.series.some(({ points }) => points.includes("histogram"));
  if (holdsHistogram || wrong.includes("native histograms are not supported")) return "native histograms";
  if (needs[0]) return needs[0];
  return DELAYED_NAMES.get(file)?.has(command.line) ? "delayed name removal" : null;
}

/**
 * Lines of the files of v0.315.0 that Prometheus itself fails without its flag promql-delayed-name-removal, found by
 * running its own test with the flag off. The test engine has it on, a server has it off unless told otherwise.
 */
const DELAYED_NAMES: ReadonlyMap<string, ReadonlySet<number>> = new Map([
  ["histograms.test", new Set([1158, 1163, 1168, 1179, 1184, 1189, 1200, 1205, 1210, 1223, 1228, 1233])],
  ["name_label_dropping.test", new Set([59, 64, 69, 74, 89, 115, 119, 123])],
  ["native_histograms.test", new Set([1908, 1911, 1914, 1917])],
  ["type_and_unit.test", new Set([77, 92, 222, 237])],
]);
