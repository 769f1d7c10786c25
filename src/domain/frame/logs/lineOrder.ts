import type { LogLine } from "./LogPage.ts";
import { compareNs } from "./ns.ts";

/**
 * The order of the store: by time, then by stream. Lines that are equal in both keep the order in which the server
 * has them; a backward answer is that order read from its end.
 */
export function compareLines(a: LogLine, b: LogLine): number {
  const byTime = compareNs(a.ns, b.ns);
  if (byTime !== 0 || a.stream.key === b.stream.key) return byTime;
  return a.stream.key < b.stream.key ? -1 : 1;
}

/** Ascending lines with `copy` counted from the first one; the same objects where it was right already. */
export function numberCopies(ascending: readonly LogLine[]): LogLine[] {
  const numbered: LogLine[] = [];
  for (let from = 0; from < ascending.length;) {
    const to = endOfNs(ascending, from);
    if (to - from === 1) numbered.push(withCopy(ascending[from] as LogLine, 0));
    else numberGroup(ascending.slice(from, to), numbered);
    from = to;
  }
  return numbered;
}

function numberGroup(group: readonly LogLine[], into: LogLine[]): void {
  const seen = new Map<string, Map<string, number>>();
  for (const line of group) {
    const ofStream = seen.get(line.stream.key) ?? new Map<string, number>();
    seen.set(line.stream.key, ofStream);
    const copy = ofStream.get(line.text) ?? 0;
    ofStream.set(line.text, copy + 1);
    into.push(withCopy(line, copy));
  }
}

const withCopy = (line: LogLine, copy: number): LogLine => (line.copy === copy ? line : { ...line, copy });

/** The index after the last line of the same nanosecond as the one at `from`. */
export function endOfNs(lines: readonly LogLine[], from: number): number {
  const ns = lines[from]?.ns;
  let to = from + 1;
  while (to < lines.length && lines[to]?.ns === ns) to++;
  return to;
}
