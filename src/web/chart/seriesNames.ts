import { legendNames } from "../../domain/format/seriesName.ts";
import { visibleText } from "../../domain/format/visibleText.ts";
import type { ChartSeries } from "./ChartTypes.ts";

/** The given words, else short names; those with the query's letter in front when there are several queries. */
export function seriesNames(
  series: readonly ChartSeries[],
  words?: ReadonlyMap<string, string>,
): readonly string[] {
  const names = legendNames(series.map((entry) => entry.series.labels)).names.map(visibleText);
  const hasLetters = words === undefined && series.some((entry) => entry.letter !== series[0]?.letter);
  return series.map(({ key, letter }, order) => {
    const own = words?.get(key);
    if (own !== undefined) return visibleText(own);
    const name = names[order] ?? "";
    return hasLetters ? `${letter} · ${name}` : name;
  });
}
