import { Buffer } from "node:buffer";
import type { Labels } from "../../../labels/Labels.ts";
import type { Work } from "../../../work/Work.ts";
import { xxHash64 } from "./xxHash64.ts";

/**
 * Where each set of labels stands between 0 and 1 for limit_ratio: the hash of the bytes Prometheus keeps labels in
 * (model/labels/labels_stringlabels.go), over 2^64.
 */
export function* ratioOffsets(labels: readonly Labels[]): Work<Float64Array> {
  const offsets = new Float64Array(labels.length);
  for (const [row, one] of labels.entries()) {
    if (row % ROWS_PER_YIELD === 0) yield;
    offsets[row] = Number(xxHash64(bytesOf(one))) / 2 ** 64;
  }
  return offsets;
}

/** Less than a millisecond. */
const ROWS_PER_YIELD = 32;

/** Every text with its length before it: one byte below 255, else 255 and three bytes, little endian. */
function bytesOf({ pairs }: Labels): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const text of pairs) {
    const bytes = Buffer.from(text);
    const { length } = bytes;
    parts.push(
      Uint8Array.from(
        length < 255 ? [length] : [255, length & 255, (length >> 8) & 255, (length >> 16) & 255],
      ),
      bytes,
    );
  }
  return Buffer.concat(parts);
}
