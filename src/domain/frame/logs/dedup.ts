import { withoutAnsi } from "./ansi.ts";
import type { LogLine } from "./LogPage.ts";

/** What of two adjacent lines must be equal to fold them: nothing, all but dates, all but numbers, only the signs. */
export type FoldKind = "none" | "exact" | "numbers" | "signature";

/** Lines `from` to `to` (exclusive) of the list, shown as the first of them. */
export interface FoldedLines {
  readonly line: LogLine;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/** "2024-10-22T13:30:07.123Z", "2024/10/22 13:30:07,123 +02:00" */
const DATE = /\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?/g;
const NUMBER = /\d+(?:[.,]\d+)*/g;
const WORD = /[\p{L}\p{N}_]+/gu;

const withoutDates = (text: string) => text.replaceAll(DATE, "");
const withoutNumbers = (text: string) => withoutDates(text).replaceAll(NUMBER, "");

/** Each folds at least what the one before it does. */
const KEYS: Readonly<Record<Exclude<FoldKind, "none">, (text: string) => string>> = {
  exact: withoutDates,
  numbers: withoutNumbers,
  signature: (text) => withoutNumbers(text).replaceAll(WORD, ""),
};

/** Folds adjacent lines of equal meaning, in the order in which they are listed; colours do not count. */
export function foldAdjacent(lines: readonly LogLine[], kind: FoldKind): FoldedLines[] {
  const folds: { line: LogLine; count: number; from: number; to: number }[] = [];
  let lastKey: string | null = null;
  for (const [index, line] of lines.entries()) {
    const key = kind === "none" ? null : KEYS[kind](withoutAnsi(line.text));
    const fold = folds.at(-1);
    if (fold && key !== null && key === lastKey) {
      fold.count++;
      fold.to++;
    } else folds.push({ line, count: 1, from: index, to: index + 1 });
    lastKey = key;
  }
  return folds;
}
