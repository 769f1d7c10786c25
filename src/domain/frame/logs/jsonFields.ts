import { labelNameOf, quotedEnd, type LogField } from "./LogField.ts";

/** Deeper than any log line; what lies deeper is one value, as it is written. */
const MAX_DEPTH = 64;
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

interface Cursor {
  readonly text: string;
  at: number;
  readonly fields: LogField[];
}

/**
 * The members of a line that is one JSON object, nested ones joined by `_`; null when it is none. By Loki's rules
 * (`| json`): strings, numbers and booleans become labels; arrays and null do not, and are given as one value each.
 */
export function jsonFields(text: string): LogField[] | null {
  const cursor: Cursor = { text, at: 0, fields: [] };
  skip(cursor);
  if (text[cursor.at] !== "{" || !readObject(cursor, [])) return null;
  skip(cursor);
  return cursor.at === text.length ? cursor.fields : null;
}

function readObject(cursor: Cursor, path: readonly string[]): boolean {
  cursor.at++;
  if (takes(cursor, "}")) return true;
  for (;;) {
    skip(cursor);
    const key = readString(cursor);
    if (key === null || !takes(cursor, ":")) return false;
    skip(cursor);
    if (!readMember(cursor, [...path, key])) return false;
    if (takes(cursor, "}")) return true;
    if (!takes(cursor, ",")) return false;
  }
}

function readMember(cursor: Cursor, path: readonly string[]): boolean {
  const { text, at, fields } = cursor;
  const name = joinedName(path);
  switch (text[at]) {
    case "{":
      if (path.length < MAX_DEPTH) return readObject(cursor, path);
      return readWhole(cursor, name);
    case "[":
      return readWhole(cursor, name);
    case '"': {
      const value = readString(cursor);
      if (value === null) return false;
      add(fields, { name, value, from: at + 1, to: cursor.at - 1 });
      return true;
    }
    default: {
      const word = match(cursor, WORD);
      const raw = word ?? match(cursor, NUMBER);
      if (raw === null || raw === "") return false;
      const isNull = word === "null";
      add(fields, { name, value: raw, from: at, to: cursor.at, ...(isNull ? { hasNoLabel: true } : {}) });
      return true;
    }
  }
}

/** An array (or an object too deep) as it is written. */
function readWhole(cursor: Cursor, name: string): boolean {
  const from = cursor.at;
  if (!skipNested(cursor)) return false;
  const value = cursor.text.slice(from, cursor.at);
  add(cursor.fields, { name, value, from, to: cursor.at, hasNoLabel: true });
  return true;
}

/** Moves behind a container by its brackets; false when it does not end. */
function skipNested(cursor: Cursor): boolean {
  const { text } = cursor;
  let depth = 0;
  while (cursor.at < text.length) {
    const character = text[cursor.at];
    if (character === '"') {
      if (readString(cursor) === null) return false;
      continue;
    }
    cursor.at++;
    if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return true;
  }
  return false;
}

/** A string with its escapes read, a lone surrogate as U+FFFD; null where there is none. */
function readString(cursor: Cursor): string | null {
  const { text, at } = cursor;
  if (text[at] !== '"') return null;
  const end = quotedEnd(text, at);
  if (end < 0) return null;
  cursor.at = end;
  try {
    return (JSON.parse(text.slice(at, end)) as string).toWellFormed();
  } catch {
    return null;
  }
}

/** Loki joins the keys by `_` and leaves blank ones out; only the first may not begin with a digit. */
function joinedName(path: readonly string[]): string {
  let name = "";
  for (const key of path) {
    if (key.trim() === "") continue;
    name = name === "" ? labelNameOf(key) : `${name}_${key.trim().replaceAll(/[^A-Za-z0-9_]/gu, "_")}`;
  }
  return name;
}

function add(fields: LogField[], field: LogField): void {
  if (field.name !== "") fields.push(field);
}

function skip(cursor: Cursor): void {
  match(cursor, SPACE);
}

function takes(cursor: Cursor, character: string): boolean {
  skip(cursor);
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found === undefined) return null;
  cursor.at += found.length;
  return found;
}
