import type { Labels } from "../Frame.ts";
import { jsonFields } from "./jsonFields.ts";
import type { LineFields, LogField } from "./LogField.ts";
import { logfmtFields } from "./logfmtFields.ts";

const NONE: LineFields = { parser: null, fields: [] };

/** What a line holds by itself, read in the browser: a whole JSON object, else logfmt pairs, else nothing. */
export function fieldsOf(text: string): LineFields {
  const json = jsonFields(text);
  if (json) return { parser: "json", fields: json };
  const logfmt = logfmtFields(text);
  return logfmt ? { parser: "logfmt", fields: logfmt } : NONE;
}

/**
 * The label that a filter after the parser must name: where the stream's labels or the line's structured metadata
 * have the field's name already, Loki gives the parsed one the ending `_extracted`.
 */
export function filterNameOf(
  { name }: Pick<LogField, "name">,
  ...taken: readonly (Labels | undefined)[]
): string {
  return taken.some((labels) => labels && Object.hasOwn(labels, name)) ? `${name}_extracted` : name;
}

/** The value of a field by its name, the last one where there are several, as Loki has it; null when there is none. */
export function fieldValue({ fields }: LineFields, name: string): string | null {
  return fields.findLast((field) => field.name === name)?.value ?? null;
}
