import type { Family, Row, Subject } from "../core/Exporter.ts";
import { one } from "../core/Exporter.ts";
import type { Signal } from "../core/signals.ts";

type Rows<S> = (subject: S) => readonly Row[];

/** A family with one series per subject … */
export const gauge = <S extends Subject>(
  name: string,
  help: string,
  signal: (subject: S) => Signal,
): Family<S> => ({
  name,
  type: "gauge",
  help,
  rows: (subject) => one(signal(subject)),
});

export const counted = <S extends Subject>(
  name: string,
  help: string,
  signal: (subject: S) => Signal,
): Family<S> => ({
  name,
  type: "counter",
  help,
  rows: (subject) => one(signal(subject)),
});

/** … or with more. */
export function family<S extends Subject>(
  type: Family<S>["type"],
  head: readonly [name: string, help: string],
  rows: Rows<S>,
): Family<S> {
  return { name: head[0], type, help: head[1], rows };
}
