import { escapeLabelName } from "../../upstream/escapeLabelName.ts";
import { operations, type OperationName } from "../../upstream/operations.ts";

/** What the path of a data route names. */
export interface DataTarget {
  readonly sourceId: string;
  /** Whose API it is; the source must speak it. */
  readonly kind: "prometheus" | "loki";
  readonly operation: OperationName | "buildinfo";
  readonly labelSegment?: string;
  /** The query string, still encoded. */
  readonly search: string;
}

const SOURCE_ID = /^[a-z0-9-]{1,40}$/;
const LABEL_PATH = /^(\/(?:loki\/)?api\/v1\/label\/)([^/]{1,3072})\/values$/;

/** What stands after the source id → what it means. */
const byPath: ReadonlyMap<string, Pick<DataTarget, "kind" | "operation">> = new Map<
  string,
  Pick<DataTarget, "kind" | "operation">
>([
  ...Object.values(operations).map(
    ({ name, path }) => [path, { kind: kindOf(path), operation: name }] as const,
  ),
  ...(["/api/v1", "/loki/api/v1"] as const).map(
    (base) => [`${base}/status/buildinfo`, { kind: kindOf(base), operation: "buildinfo" }] as const,
  ),
]);

function kindOf(path: string): DataTarget["kind"] {
  return path.startsWith("/loki/") ? "loki" : "prometheus";
}

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
  const at = path.indexOf("/");
  if (at < 0) return null;
  const sourceId = path.slice(0, at);
  const rest = path.slice(at);
  if (!SOURCE_ID.test(sourceId)) return null;
  const found = rest.includes("{") ? undefined : byPath.get(rest);
  if (found !== undefined) return { sourceId, ...found, search };
  const [, base, label] = LABEL_PATH.exec(rest) ?? [];
  const meant = base === undefined ? undefined : byPath.get(`${base}{label}/values`);
  if (label === undefined || meant === undefined) return null;
  const labelSegment = escapeRaw(label);
  return labelSegment === null ? "label" : { sourceId, ...meant, labelSegment, search };
}

function escapeRaw(segment: string): string | null {
  try {
    return escapeLabelName(decodeURIComponent(segment));
  } catch {
    return null;
  }
}
