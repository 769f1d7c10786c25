import { Buffer } from "node:buffer";

/** "line:column" of an offset (UTF-16) in the query, both from 1; columns are bytes of UTF-8, as Prometheus counts. */
export function positionOf(query: string, from: number): string {
  const before = query.slice(0, from);
  const lineFrom = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return `${line}:${Buffer.byteLength(before.slice(lineFrom)) + 1}`;
}
