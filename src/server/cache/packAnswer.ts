import { gunzip, gzip } from "node:zlib";
import { promisify } from "node:util";
import type { Answer } from "./Answers.ts";

/** Speed over size: level 1 still brings Prometheus' JSON down to a tenth. */
const LEVEL = 1;
/** Nothing larger was ever packed; what is, is not ours. */
const MAX_BYTES = 64 * 1024 * 1024;

const pack = promisify<Buffer, { level: number }, Buffer>(gzip);
const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** An answer as it lies in Redis: gzip of its content type, a line end, and its body. */
export async function packAnswer({ contentType, body }: Answer): Promise<Buffer> {
  return await pack(Buffer.concat([Buffer.from(`${contentType}\n`, "latin1"), body]), { level: LEVEL });
}

/** Null: it is none. */
export async function unpackAnswer(packed: Buffer): Promise<Answer | null> {
  try {
    const bytes = await unpack(packed, { maxOutputLength: MAX_BYTES });
    const end = bytes.indexOf(0x0a);
    if (end < 0) return null;
    return { contentType: bytes.toString("latin1", 0, end), body: bytes.subarray(end + 1) };
  } catch {
    return null;
  }
}
