import { type Labels, labelValue } from "../../../domain/frame/Frame.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { fieldsOf } from "../../../domain/frame/logs/fields.ts";
import type { LineEntry } from "./filterOf.ts";

/** How many of the lines looked at hold an entry's value under its name. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export type Shares = ReadonlyMap<LineEntry, Share>;

/** Counts entries over lines in small steps: finding the fields of 5,000 texts at once would hold up a frame. */
export interface ShareCount {
  /** Counts the next `limit` lines; false when all are done. */
  readonly step: (limit: number) => boolean;
  readonly shares: () => Shares;
}

export function countShares(lines: readonly LogLine[], entries: readonly LineEntry[]): ShareCount {
  const counts = entries.map(() => 0);
  const ofText = entries.some((entry) => entry.from === "text");
  let next = 0;
  const count = (line: LogLine) => {
    const found = ofText
      ? new Map(fieldsOf(line.text).fields.map((field) => [field.name, field.value]))
      : null;
    entries.forEach((entry, index) => {
      const value = entry.from === "text" ? found?.get(entry.name) : valueIn(line, entry);
      if (value === entry.value) counts[index] = (counts[index] ?? 0) + 1;
    });
  };
  return {
    step(limit) {
      const end = Math.min(lines.length, next + limit);
      for (const line of lines.slice(next, end)) count(line);
      next = end;
      return next < lines.length;
    },
    shares: () => new Map(entries.map((entry, index) => [entry, { count: counts[index] ?? 0, of: next }])),
  };
}

function valueIn(line: LogLine, { from, name }: LineEntry): string | undefined {
  const labels: Labels | undefined =
    from === "label" ? line.stream.labels : from === "metadata" ? line.metadata : line.parsed;
  return labels && labelValue(labels, name);
}

/** "71%", "1 line", "< 1%"; "" where every line has it, which tells nothing. */
export function shareText({ count, of }: Share): string {
  if (count >= of) return "";
  if (count === 1) return "1 line";
  const percent = (count / of) * 100;
  return percent < 1 ? "< 1%" : `${Math.min(99, Math.round(percent))}%`;
}
