import { labelValue } from "../../../domain/frame/Frame.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { fieldsOf, fieldValue as valueOfField } from "../../../domain/frame/logs/fields.ts";

/** A label, structured metadata, what the query's parser made, or a field found in the text; in this order. */
export function fieldValue(line: LogLine, name: string): string | undefined {
  return (
    labelValue(line.stream.labels, name) ??
    (line.metadata && labelValue(line.metadata, name)) ??
    (line.parsed && labelValue(line.parsed, name)) ??
    valueOfField(fieldsOf(line.text), name) ??
    undefined
  );
}
