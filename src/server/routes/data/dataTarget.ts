import { escapeLabelName } from "../../upstream/escapeLabelName.ts";
import { operations, type OperationName } from "../../upstream/operations.ts";

/** What the path of a data route names. */
export interface DataTarget {
  readonly sourceId: string;
  readonly operation: OperationName | "buildinfo";
  readonly labelSegment?: string;
  /** The query string, still encoded. */
  readonly search: string;
}

const SOURCE_ID = /^[a-z0-9-]{1,40}$/;
const LABEL_PATH = /^label\/([^/]{1,3072})\/values$/;

const byPath: ReadonlyMap<string, DataTarget["operation"]> = new Map([
  ...Object.values(operations).map(({ name, path }) => [path.slice("/api/v1/".length), name] as const),
  ["status/buildinfo", "buildinfo"] as const,
]);

/**
 * Reads a data route from the raw request target, byte by byte as it was sent: "/api/sources/prod/api/v1/query?…".
 * `mount` is what stands before the source id. Nothing is normalised; the one segment that is decoded, once, is a
 * label name, and it is escaped at the same time. Null: no such route. "label": a label name we do not take.
 */
export function dataTarget(rawUrl: string, mount: string): DataTarget | "label" | null {
  if (!rawUrl.startsWith(mount)) return null;
  const question = rawUrl.indexOf("?");
  const path = rawUrl.slice(mount.length, question < 0 ? undefined : question);
  const search = question < 0 ? "" : rawUrl.slice(question + 1);
  const at = path.indexOf("/api/v1/");
  if (at < 0) return null;
  const sourceId = path.slice(0, at);
  const rest = path.slice(at + "/api/v1/".length);
  if (!SOURCE_ID.test(sourceId)) return null;
  const operation = byPath.get(rest);
  if (operation !== undefined && operation !== "label_values") return { sourceId, operation, search };
  const label = LABEL_PATH.exec(rest)?.[1];
  if (label === undefined) return null;
  const labelSegment = escapeRaw(label);
  return labelSegment === null ? "label" : { sourceId, operation: "label_values", labelSegment, search };
}

function escapeRaw(segment: string): string | null {
  try {
    return escapeLabelName(decodeURIComponent(segment));
  } catch {
    return null;
  }
}
