import type { PanelReading } from "../../../../contract/panels.ts";
import { labelValue, type Labels, type QueryResult } from "../../../../domain/frame/Frame.ts";
import { labelsKey } from "../../../../domain/format/seriesKey.ts";
import { lastValue } from "../../../../domain/chart/seriesStats.ts";
import { speakCovers } from "../../../../domain/panel/coverName.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { nameWords } from "./seriesWords.ts";

/** One line of a table panel: its labels, and a value per query. */
export interface PanelRow {
  readonly key: string;
  readonly labels: Labels;
  readonly values: ReadonlyMap<string, number>;
}

export interface PanelTable {
  /** Labels that tell the rows apart. */
  readonly labelNames: readonly string[];
  readonly columns: readonly { readonly letter: string; readonly words: string }[];
  readonly rows: readonly PanelRow[];
}

const withoutName = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => name !== "__name__"));

/** The newest value of every series, each with its labels. */
export function newest(result: QueryResult | undefined): readonly { labels: Labels; value: number }[] {
  switch (result?.kind) {
    case "vector":
      return result.rows.map(({ labels, sample }) => ({ labels, value: sample.value }));
    case "range":
      return result.series.map(({ labels, values }) => ({ labels, value: lastValue(values) }));
    case "matrix":
      return result.rows.map(({ labels, samples }) => ({
        labels,
        value: samples.at(-1)?.value ?? Number.NaN,
      }));
    case "scalar":
      return [{ labels: {}, value: result.sample.value }];
    default:
      return [];
  }
}

/** Series of one query as rows: their name stays where they would be the same without it. */
function rowsOf(
  { letter, decoded }: LetterAnswer,
  panel: Pick<PanelReading, "name" | "letters">,
): readonly { labels: Labels; value: number }[] {
  const all = newest(decoded?.result);
  const spoken = speakCovers(
    all.map(({ labels }) => labels),
    nameWords(panel, letter.letter),
  );
  const nameless = spoken.map(({ own }) => withoutName(own));
  const isDistinct = new Set(nameless.map(labelsKey)).size === all.length;
  return all.map(({ value }, index) => ({
    value,
    labels: (isDistinct ? nameless[index] : spoken[index]?.own) ?? {},
  }));
}

/** The answers of all queries side by side: series with the same labels share a row. */
export function tableRows(
  answers: readonly LetterAnswer[],
  panel: Pick<PanelReading, "name" | "letters">,
): PanelTable {
  const rows = new Map<string, { labels: Labels; values: Map<string, number> }>();
  for (const answer of answers) {
    for (const { labels, value } of rowsOf(answer, panel)) {
      const key = labelsKey(labels);
      const row = rows.get(key) ?? { labels, values: new Map<string, number>() };
      row.values.set(answer.letter.letter, value);
      rows.set(key, row);
    }
  }
  const all = [...rows].map(([key, row]) => ({ key, ...row }));
  const columns = answers.map(({ letter }) => ({
    letter: letter.letter,
    words: letter.legend === "" || letter.legend.includes("{{") ? "Value" : letter.legend,
  }));
  return { labelNames: varyingNames(all.map(({ labels }) => labels)), columns, rows: all };
}

function varyingNames(all: readonly Labels[]): readonly string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))].toSorted();
  const [first] = all;
  if (first === undefined || all.length === 1) return names;
  return names.filter((name) => all.some((labels) => labelValue(labels, name) !== labelValue(first, name)));
}

const collator = new Intl.Collator("en", { numeric: true });

/** By a query's letter or a label's name; what is missing comes last either way. */
export function sortPanelRows(
  rows: readonly PanelRow[],
  { column, isDescending }: { readonly column: string; readonly isDescending: boolean },
): readonly PanelRow[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [a.values.get(column) ?? Number.NaN, b.values.get(column) ?? Number.NaN];
    if (!Number.isNaN(x) || !Number.isNaN(y)) {
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
      return x === y ? 0 : x < y ? -sign : sign;
    }
    return sign * collator.compare(labelValue(a.labels, column) ?? "", labelValue(b.labels, column) ?? "");
  });
}
