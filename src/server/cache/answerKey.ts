import { createHash } from "node:crypto";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";

/**
 * Everything that decides the bytes of an answer, in one text that no other question has: JSON quotes what is inside
 * its parts, so that none can reach into the next. The version of a source stands for its address and its secrets.
 */
function canonicalCall({ source, operation, params }: ForwardCall): string {
  const { encoded, labelSegment = null, categorizesLabels = false } = params;
  return JSON.stringify([source.id, source.version, operation, labelSegment, categorizesLabels, encoded]);
}

/** Names an answer: SHA-256 in hex. */
export function answerKey(call: ForwardCall): string {
  return createHash("sha256").update(canonicalCall(call)).digest("hex");
}
