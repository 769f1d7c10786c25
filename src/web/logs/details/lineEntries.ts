import type { Labels } from "../../../domain/frame/Frame.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { fieldsOf, filterNameOf } from "../../../domain/frame/logs/fields.ts";
import type { LineEntry } from "./filterOf.ts";

/** Everything with a name in a line, by where it comes from. */
export interface LineEntries {
  readonly labels: readonly LineEntry[];
  readonly metadata: readonly LineEntry[];
  /** What the query's parser stages made, without what only repeats a field of the text. */
  readonly parsed: readonly LineEntry[];
  readonly fields: readonly LineEntry[];
  /** How the fields of the text were read; null where there are none. */
  readonly parser: "json" | "logfmt" | null;
}

export function lineEntries(line: LogLine): LineEntries {
  const { parser, fields } = fieldsOf(line.text);
  // Of several fields of one name Loki takes the last.
  const found = new Map(fields.map((field) => [field.name, field]));
  return {
    labels: entriesOf(line.stream.labels, "label"),
    metadata: entriesOf(line.metadata ?? {}, "metadata"),
    parsed: entriesOf(line.parsed ?? {}, "parsed").filter(
      ({ name, value }) => found.get(name)?.value !== value,
    ),
    fields: [...found.values()].map((field) => ({
      name: field.name,
      value: field.value,
      from: "text",
      parser,
      filterName: field.hasNoLabel ? null : filterNameOf(field, line.stream.labels, line.metadata),
    })),
    parser,
  };
}

function entriesOf(labels: Labels, from: LineEntry["from"]): readonly LineEntry[] {
  return Object.entries(labels).map(([name, value]) => ({
    name,
    value,
    from,
    parser: null,
    filterName: name,
  }));
}
