import { apiOf } from "../../contract/apiOf.ts";
import type { Source } from "../sources/Source.ts";
import { operations, type OperationName, type ProbeName } from "./operations.ts";

interface RequestOrder {
  readonly operation: OperationName | ProbeName;
  readonly encoded: string;
  readonly labelSegment?: string;
  readonly isPost: boolean;
  /** Asks Loki to tell a line's structured metadata and parsed labels apart from those of its stream. */
  readonly categorizesLabels?: boolean;
}

export interface FlightOrder extends RequestOrder {
  /** Same key, same bytes: source and version, operation, parameters, encoding. Null: never shared. */
  readonly key: string | null;
  readonly acceptsGzip: boolean;
  /** Total time from the first reader's arrival to the last byte. */
  readonly budgetMs: number;
  /** Who asked first: it is that one's slot and rate. Empty: the server itself, outside both. */
  readonly owner: string;
  /** It counts towards the owner's rate. */
  readonly isQuery: boolean;
}

export interface UpstreamRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: string | null;
}

const BUILD_INFO_PATHS = {
  prometheus: "/api/v1/status/buildinfo",
  loki: "/loki/api/v1/status/buildinfo",
} as const;

/** A GET longer than this goes out as POST: proxies commonly refuse request lines above 4 to 8 KiB. */
const LONG_GET_BYTES = 2_000;

/**
 * Method, path and body for an operation: a constant path under the source's prefix, and parameters that were
 * checked and encoded. Nothing here is decoded or normalised again.
 */
export function upstreamRequest(source: Source, order: RequestOrder, onlyGet: boolean): UpstreamRequest {
  const { operation, encoded } = order;
  const prefix = source.engine?.prefix ?? source.prefix;
  if (operation === "health")
    return { method: "GET", path: prefix + (source.healthPath ?? "/-/healthy"), body: null };
  if (operation === "buildinfo")
    return { method: "GET", path: prefix + BUILD_INFO_PATHS[apiOf(source.kind)], body: null };
  const { path, takesPost } = operations[operation];
  // By a function: a replacement text may not be read as a pattern.
  const target = prefix + path.replace("{label}", () => order.labelSegment ?? "");
  if (takesPost && !onlyGet && (order.isPost || encoded.length > LONG_GET_BYTES)) {
    return { method: "POST", path: target, body: encoded };
  }
  return { method: "GET", path: encoded === "" ? target : `${target}?${encoded}`, body: null };
}
