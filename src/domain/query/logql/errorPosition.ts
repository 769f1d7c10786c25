import type { ErrorContext, ErrorPosition } from "../promql/errorPosition.ts";
import { positionAt } from "../promql/parse.ts";

/**
 * Where Loki's message says the query is wrong; null when it names no place. Loki 3.7 writes
 * `parse error at line 1, col 16: syntax error: unexpected $end`, its column counted in characters; where it has no
 * position it often names the stage or function (`parse error : stage '| line_format "{{"' : …`), which is looked for.
 */
export function logqlErrorPosition(message: string, { sent, typed }: ErrorContext): ErrorPosition | null {
  const found = readPosition(message, sent) ?? readNamed(message, sent);
  if (!found) return null;
  const text = typed?.text ?? sent;
  const offset = Math.min(typed ? typed.map.toTyped(found.offset) : found.offset, text.length);
  return { ...positionAt(text, offset), offset, message: found.message };
}

interface Found {
  readonly offset: number;
  readonly message: string;
}

function readPosition(message: string, sent: string): Found | null {
  const match = /parse error at line (\d+), col (\d+): (?:syntax error: )?([\s\S]+)$/.exec(message);
  if (!match) return null;
  const [, line = "1", column = "1", reason = ""] = match;
  if (Number(line) < 1 || Number(column) < 1) return null;
  const lines = sent.split("\n");
  const index = Math.min(Number(line), lines.length) - 1;
  const lineStart = lines.slice(0, index).reduce((length, text) => length + text.length + 1, 0);
  const units = [...(lines[index] ?? "")].slice(0, Number(column) - 1).join("").length;
  return { offset: lineStart + units, message: plainReason(reason) };
}

/** `$end` is the name Loki's parser gives to the end of the text. */
function plainReason(reason: string): string {
  return reason.trim().replaceAll("$end", "end of query");
}

/** What a message without a position names, and where that stands. */
const NAMED: readonly (readonly [RegExp, (match: RegExpExecArray, sent: string) => number])[] = [
  [/^stage '(?:\| )?([\s\S]*)' : ([\s\S]+)$/, ([, stage = ""], sent) => placeOfStage(stage, sent)],
  [/^invalid (regexp|pattern) parser: ([\s\S]+)$/, ([, parser = ""], sent) => placeOfWord(parser, sent)],
  [/^invalid aggregation (\w+) ([\s\S]+)$/, ([, name = ""], sent) => placeOfWord(name, sent)],
  [/^(queries require) ([\s\S]+)$/, (_match, sent) => sent.indexOf("{")],
];

function readNamed(message: string, sent: string): Found | null {
  const reason = /parse error : ([\s\S]+)$/.exec(message)?.[1]?.trim();
  if (reason === undefined) return null;
  for (const [pattern, place] of NAMED) {
    const match = pattern.exec(reason);
    const offset = match === null ? -1 : place(match, sent);
    if (match !== null && offset >= 0)
      return { offset, message: pattern.source.startsWith("^stage") ? (match[2] ?? reason) : reason };
  }
  return null;
}

/** Loki writes the stage anew, so where its text is not found as it is, its first word may be. */
function placeOfStage(stage: string, sent: string): number {
  const exact = sent.indexOf(stage);
  return exact >= 0 ? exact : placeOfWord(/^\w+/.exec(stage)?.[0] ?? "", sent);
}

/** Where the only `word` of the text stands; -1 for none or several. */
function placeOfWord(word: string, sent: string): number {
  const places = word === "" ? [] : [...sent.matchAll(new RegExp(`\\b${word}\\b`, "g"))];
  return places.length === 1 ? (places[0]?.index ?? -1) : -1;
}
