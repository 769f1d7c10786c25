import type { LogLine } from "./LogPage.ts";
import type { LogRange } from "./LogWindow.ts";
import { addNs, readNs } from "./ns.ts";

/** A line as a link names it: exact even among equals in time. */
export interface LineRef {
  readonly ns: string;
  /** Of the stream's key and the text. */
  readonly hash: string;
  readonly copy: number;
}

export function lineRef({ ns, stream, text, copy }: LogLine): LineRef {
  return { ns, hash: hashOf(`${stream.key}\u0000${text}`), copy };
}

/** "1748304000123456789-1f3x09abc12-0" */
export function encodeLineRef({ ns, hash, copy }: LineRef): string {
  return `${ns}-${hash}-${copy}`;
}

/** Null for anything that `encodeLineRef` does not write. */
export function decodeLineRef(text: string): LineRef | null {
  const [, digits = "", hash = "", copy = ""] = /^(-?\d{1,21})-([0-9a-z]{1,14})-(\d{1,9})$/.exec(text) ?? [];
  const ns = readNs(digits);
  return ns === digits && hash !== "" ? { ns, hash, copy: Number(copy) } : null;
}

function isLine(line: LogLine, ref: LineRef): boolean {
  return line.ns === ref.ns && line.copy === ref.copy && lineRef(line).hash === ref.hash;
}

/** The index of the line that a link names, −1 when it is not among these. */
export function findLine(lines: readonly LogLine[], ref: LineRef): number {
  return lines.findIndex((line) => isLine(line, ref));
}

/** The range that a link to a line opens: 500 ms to each side (features E7). */
export function lineRange({ ns }: LineRef): LogRange {
  return { startNs: addNs(ns, -500_000_000n), endNs: addNs(ns, 500_000_001n) };
}

/** FNV-1a (Fowler, Noll, Vo) over the UTF-16 units, twice with different bases; 64 bits in at most 14 characters. */
function hashOf(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x7ee3623b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 16), 0x01000193);
  }
  return (a >>> 0).toString(36).padStart(7, "0") + (b >>> 0).toString(36).padStart(7, "0");
}
