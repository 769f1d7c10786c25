import { positionAt } from "./parse.ts";
import type { PositionMap } from "./variables.ts";

export interface ErrorPosition {
  /** Both 1-based, in the text as typed; the column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** The same place as an offset. */
  readonly offset: number;
  /** The server's reason without position and preamble. */
  readonly message: string;
}

export interface ErrorContext {
  /** The text that was sent. */
  readonly sent: string;
  /** The text in the editor and its map, when variables were substituted. */
  readonly typed?: { readonly text: string; readonly map: PositionMap };
}

/**
 * Where a server's message says the query is wrong; null when it names no place. Understands Prometheus and its kin
 * (`invalid parameter "query": 1:5: parse error: …`), Prometheus before 2.13 (`parse error at char 5: …`) and
 * VictoriaMetrics (`… unparsed data left: "foo"`).
 */
export function errorPosition(message: string, { sent, typed }: ErrorContext): ErrorPosition | null {
  const found =
    readPrometheus(message, sent) ?? readOldPrometheus(message, sent) ?? readVictoria(message, sent);
  if (!found) return null;
  const text = typed?.text ?? sent;
  const offset = Math.min(typed ? typed.map.toTyped(found.offset) : found.offset, text.length);
  return { ...positionAt(text, offset), offset, message: found.message };
}

interface Found {
  readonly offset: number;
  readonly message: string;
}

function readPrometheus(message: string, sent: string): Found | null {
  const match = /(?:^|[\s:"])(\d+):(\d+): parse error: ([\s\S]+)$/.exec(message);
  if (!match) return null;
  const [, line = "1", column = "1", reason = ""] = match;
  const lines = sent.split("\n");
  const index = Math.min(Number(line), lines.length) - 1;
  const lineStart = lines.slice(0, index).reduce((length, text) => length + text.length + 1, 0);
  return { offset: lineStart + unitsOfBytes(lines[index] ?? "", Number(column) - 1), message: reason.trim() };
}

function readOldPrometheus(message: string, sent: string): Found | null {
  const match = /parse error at char (\d+): ([\s\S]+)$/.exec(message);
  return match
    ? { offset: unitsOfBytes(sent, Number(match[1]) - 1), message: (match[2] ?? "").trim() }
    : null;
}

/** Prometheus counts columns in bytes: in `sum("é") x` the x is at 11. */
function unitsOfBytes(text: string, bytes: number): number {
  let left = bytes;
  let units = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (left < 0) break;
    units += char.length;
  }
  return units;
}

/** VictoriaMetrics gives no position but the rest of the text it could not read, its whitespace removed. */
function readVictoria(message: string, sent: string): Found | null {
  const rest = /unparsed data(?: left)?: ("(?:[^"\\]|\\.)*")\s*$/.exec(message);
  const unknownToken = /cannot recognize ("(?:[^"\\]|\\.)*")/.exec(message);
  const literal = unknownToken?.[1] ?? rest?.[1];
  if (literal === undefined) return null;
  const reason = message
    .replace(/^.*? for \(time=\d+, step=\d+\): /s, "")
    .replace(/;? ?unparsed data(?: left)?: "(?:[^"\\]|\\.)*"\s*$/, "");
  const offset = startOfRest(sent, readGoText(literal));
  return offset === null ? null : { offset, message: reason === "" ? "unexpected text" : reason };
}

function readGoText(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char));
}

/** Where `rest` begins when it is the end of `text`, whitespace aside; null when it is not. */
function startOfRest(text: string, rest: string): number | null {
  const wanted = rest.replace(/\s/g, "");
  let at = text.length;
  let left = wanted.length;
  while (left > 0 && at > 0) {
    const char = text[at - 1] ?? "";
    if (!/\s/.test(char)) {
      if (char !== wanted[left - 1]) return null;
      left--;
    }
    at--;
  }
  return left === 0 ? at : null;
}
