import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";

const keys = new WeakMap<LogLine, number>();
let lastKey = 0;

/**
 * A key of a loaded line that stays while the line is held: pages that arrive keep the lines before them, so what was
 * measured of a row, and its element, stay with it.
 */
export function lineKey(line: LogLine): number {
  let key = keys.get(line);
  if (key === undefined) {
    lastKey += 1;
    key = lastKey;
    keys.set(line, key);
  }
  return key;
}

/** The same line came again in a newer answer, as another object: its row, and the focus in it, stay. */
export function keepLineKey(from: LogLine, to: LogLine): void {
  keys.set(to, lineKey(from));
}
