import { fieldsOf } from "../../../../domain/frame/logs/fields.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";

/** Lines looked at, evenly spread, and values kept of a field: enough to offer. */
const SAMPLE = 300;
const MOST_VALUES = 20;

/** Fields and some of their values in the lines on screen, counted when an editor asks. */
export interface LoadedFields {
  readonly set: (lines: readonly LogLine[]) => void;
  readonly read: () => ReadonlyMap<string, readonly string[]>;
}

export function createLoadedFields(): LoadedFields {
  let lines: readonly LogLine[] = [];
  let fields: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    set(next) {
      if (next === lines) return;
      lines = next;
      fields = null;
    },
    read: () => (fields ??= countFields(lines)),
  };
}

/** The most frequent first, of names and of values. */
function countFields(lines: readonly LogLine[]): ReadonlyMap<string, readonly string[]> {
  const every = Math.max(1, Math.ceil(lines.length / SAMPLE));
  const byName = new Map<string, Map<string, number>>();
  for (let at = 0; at < lines.length; at += every) {
    const line = lines[at];
    if (line) for (const [name, value] of namedValues(line)) add(byName, name, value);
  }
  const total = (values: Map<string, number>) => [...values.values()].reduce((sum, count) => sum + count, 0);
  return new Map(
    [...byName]
      .toSorted(([, a], [, b]) => total(b) - total(a))
      .map(([name, values]) => [
        name,
        [...values]
          .toSorted(([, a], [, b]) => b - a)
          .slice(0, MOST_VALUES)
          .map(([value]) => value),
      ]),
  );
}

function namedValues({ text, metadata = {}, parsed = {} }: LogLine): readonly (readonly [string, string])[] {
  const fields = fieldsOf(text).fields.map(({ name, value }) => [name, value] as const);
  return [...fields, ...Object.entries(metadata), ...Object.entries(parsed)];
}

function add(byName: Map<string, Map<string, number>>, name: string, value: string): void {
  const values = byName.get(name) ?? new Map<string, number>();
  byName.set(name, values);
  values.set(value, (values.get(value) ?? 0) + 1);
}
