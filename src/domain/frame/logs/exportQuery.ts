import { exportHead, exportLines, type ExportOptions } from "./exportLines.ts";
import type { LogLine, LogPage } from "./LogPage.ts";
import {
  fromPage,
  newerPlan,
  olderPlan,
  withNewer,
  withOlder,
  type LogPlan,
  type LogWindow,
} from "./LogWindow.ts";

export interface ExportPiece {
  readonly text: string;
  /** Lines written so far. */
  readonly lines: number;
  /** Nanoseconds of which the server could not give all lines (`LogWindow.crowdedNs`). */
  readonly crowdedNs: readonly string[];
}

/**
 * Writes all lines of a query, however many pages they take, and holds only the lines of the last nanosecond: give
 * each piece to the file as it comes. `fetchPage` runs one plan; what it throws (an abort too) ends the export.
 */
export async function* exportQuery(
  first: LogPlan,
  fetchPage: (plan: LogPlan) => Promise<LogPage>,
  options: ExportOptions,
): AsyncGenerator<ExportPiece, void, undefined> {
  let window: LogWindow = fromPage(await fetchPage(first), first);
  let lines = 0;
  let head = exportHead(options);
  for (;;) {
    const plan = first.direction === "backward" ? olderPlan(window) : newerPlan(window);
    // Until the next page is there, the last nanosecond may have more lines, even before the ones known.
    const settled = plan ? settledLines(window.lines) : window.lines;
    lines += settled.length;
    yield { text: head + exportLines(settled, options), lines, crowdedNs: window.crowdedNs };
    if (!plan) return;
    head = "";
    window = { ...window, lines: window.lines.slice(settled.length) };
    const page = await fetchPage(plan);
    window = (first.direction === "backward" ? withOlder : withNewer)(window, page);
  }
}

function settledLines(lines: readonly LogLine[]): readonly LogLine[] {
  const last = lines.at(-1)?.ns;
  const end = lines.findLastIndex(({ ns }) => ns !== last);
  return lines.slice(0, end + 1);
}
