import type { IncomingMessage } from "node:http";
import { EngineError } from "../EngineError.ts";

/** What is asked of which source: "/demo-metrics/api/v1/label/job/values?limit=1". */
export interface EngineRequest {
  readonly method: string;
  readonly sourceId: string;
  /** Below /api/v1/, segments decoded: ["label", "job", "values"]. */
  readonly path: readonly string[];
  /** Of the form first, then of the address, as Go's FormValue reads them. */
  readonly fields: URLSearchParams;
}

const MAX_BODY_BYTES = 1024 * 1024;
const BASE = /^\/([a-z0-9-]{1,40})\/api\/v1\/([^?#]+)$/;

/** Throws EngineError not_found or bad_data. */
export async function readRequest(request: IncomingMessage): Promise<EngineRequest> {
  const target = request.url ?? "";
  const searchAt = target.indexOf("?");
  const found = BASE.exec(searchAt < 0 ? target : target.slice(0, searchAt));
  if (found === null) throw new EngineError("not_found", "no such path");
  const [, sourceId = "", rest = ""] = found;
  const search = searchAt < 0 ? "" : target.slice(searchAt + 1);
  const form = hasForm(request) ? await readBody(request) : "";
  return {
    method: request.method ?? "",
    sourceId,
    path: rest.split("/").map(decodeSegment),
    fields: new URLSearchParams([...new URLSearchParams(form), ...new URLSearchParams(search)]),
  };
}

/** Go reads no other body. */
function hasForm({ method, headers }: IncomingMessage): boolean {
  const [mediaType = ""] = (headers["content-type"] ?? "").split(";", 1);
  return method === "POST" && mediaType.trim().toLowerCase() === "application/x-www-form-urlencoded";
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new EngineError("bad_data", "the path is not encoded properly");
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new EngineError("bad_data", "the form is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
