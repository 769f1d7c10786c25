import { labelValue } from "../frame/Frame.ts";
import type { Labels } from "../frame/Frame.ts";

/** Labels all series share (said once), and the names of those that tell them apart (one column each). */
export interface SplitLabels {
  readonly common: readonly (readonly [name: string, value: string])[];
  readonly varying: readonly string[];
}

/** Names are sorted, `__name__` first. A label some series lack is varying. */
export function splitLabels(all: readonly Labels[]): SplitLabels {
  const names = new Set<string>();
  for (const labels of all) for (const name of Object.keys(labels)) names.add(name);
  const sorted = [...names].toSorted(
    (a, b) => Number(b === "__name__") - Number(a === "__name__") || (a < b ? -1 : 1),
  );
  const common: [string, string][] = [];
  const varying: string[] = [];
  for (const name of sorted) {
    const value = all[0] && labelValue(all[0], name);
    const isCommon = value !== undefined && all.every((labels) => labelValue(labels, name) === value);
    if (isCommon) common.push([name, value]);
    else varying.push(name);
  }
  return { common, varying };
}
