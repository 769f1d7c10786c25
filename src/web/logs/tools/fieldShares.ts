import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { sampled } from "../list/columnWidths.ts";
import { fieldsOf } from "../../../domain/frame/logs/fields.ts";

/** A label or field of the loaded lines. */
export interface FieldShare {
  readonly name: string;
  /** Of the lines looked at, how many have it: 0–1. */
  readonly share: number;
}

/** More lines than this are sampled, evenly: what fills a column shows in them, and reading them holds up no frame. */
const FIELD_SAMPLE = 500;
/** A line of a generated JSON may have thousands of names; the list is for readers. */
const MOST_FIELDS = 500;

/** Names of labels, metadata and fields in the lines, the most filled first. */
export function fieldShares(lines: readonly LogLine[]): readonly FieldShare[] {
  const counts = new Map<string, number>();
  const looked = sampled(lines, FIELD_SAMPLE);
  for (const line of looked) {
    const names = new Set([
      ...Object.keys(line.stream.labels),
      ...Object.keys(line.metadata ?? {}),
      ...Object.keys(line.parsed ?? {}),
      ...fieldsOf(line.text).fields.map((field) => field.name),
    ]);
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, share: count / looked.length }))
    .toSorted((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_FIELDS);
}

/** What the Kubernetes audit log is read by. */
const AUDIT_COLUMNS: readonly (readonly string[])[] = [
  ["requestReceivedTimestamp", "time"],
  ["user_username", "user"],
  ["verb"],
  ["objectRef_namespace", "namespace"],
  ["objectRef_resource", "resource"],
  ["objectRef_name", "name"],
  ["responseStatus_code", "code"],
  ["sourceIPs_0", "sourceIPs", "client"],
];
/** Names that only an audit event has. */
const AUDIT_MARKS = ["auditID", "objectRef_resource", "user_username"];

/** The columns of the preset as these lines name them; null where the lines are no audit events. */
export function auditColumns(fields: readonly FieldShare[]): readonly string[] | null {
  const names = new Set(fields.map((field) => field.name));
  if (!AUDIT_MARKS.some((name) => names.has(name))) return null;
  return AUDIT_COLUMNS.flatMap((choices) => choices.find((name) => names.has(name)) ?? []);
}
