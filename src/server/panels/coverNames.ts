import { createHmac } from "node:crypto";
import { COVER_LABEL } from "../../domain/panel/coverName.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { BACKSLASH, COLON, endOfString, endOfValue, QUOTE, skipBlanks } from "./jsonMembers.ts";

/**
 * An answer as readers get it: every label `__name__`, which of a bare metric is the query itself, becomes `__series__`
 * with a text that is the same for the same name within a scope, such as a panel. Everything else stays byte by byte.
 * Throws BAD_SHAPE where a name has no end: what comes after it may hold others.
 */
export type CoverNames = (body: Buffer, scope: string) => Buffer;

const NAME = "__name__";
const NAME_TOKEN = Buffer.from(`"${NAME}"`);
/** 64 bits: two names of one answer do not meet. */
const COVER_BYTES = 8;

/** Under a key, or whoever guesses a name could see whether it is the one. */
export function createCoverNames(key: Buffer): CoverNames {
  return (body, scope) => {
    const covers = new Map<string, string>();
    const coverOf = (name: string): string => {
      const known = covers.get(name);
      if (known !== undefined) return known;
      const mac = createHmac("sha256", key)
        .update(JSON.stringify(["series", scope, name]))
        .digest();
      const cover = mac.subarray(0, COVER_BYTES).toString("base64url");
      covers.set(name, cover);
      return cover;
    };
    return replaceNames(body, coverOf);
  };
}

function replaceNames(body: Buffer, coverOf: (name: string) => string): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  for (const at of mayBeEscaped(body) ? escapedKeys(body) : plainKeys(body)) {
    // A member inside what was replaced already.
    if (at < done) continue;
    const from = skipBlanks(body, skipBlanks(body, endOfString(body, at)) + 1);
    const to = endOfValue(body, from);
    if (to === -1) throw fail("BAD_SHAPE");
    const name = textIn(body, from, to);
    // A name that is no string is none of a source's: nothing of it is passed on.
    const cover = name === null ? "" : coverOf(name);
    parts.push(body.subarray(done, at), Buffer.from(`"${COVER_LABEL}":"${cover}"`));
    done = to;
  }
  if (parts.length === 0) return body;
  return Buffer.concat([...parts, body.subarray(done)]);
}

const isKey = (body: Buffer, end: number): boolean => body[skipBlanks(body, end)] === COLON;

/**
 * Where members of this name begin. In valid JSON these bytes are either the whole string, or the end of one in which
 * the first quote is escaped; a string that is a value has no colon behind it.
 */
function* plainKeys(body: Buffer): Generator<number> {
  for (let at = body.indexOf(NAME_TOKEN); at !== -1; at = body.indexOf(NAME_TOKEN, at + NAME_TOKEN.length)) {
    if (body[at - 1] !== BACKSLASH && isKey(body, at + NAME_TOKEN.length)) yield at;
  }
}

/** `_`, `n`, `a`, `m` and `e` may be written as `\u005f` and so on. No source does; whoever wants to get by would. */
const mayBeEscaped = (body: Buffer): boolean => body.includes("\\u005") || body.includes("\\u006");

/** The same, string by string. */
function* escapedKeys(body: Buffer): Generator<number> {
  let at = body.indexOf(QUOTE);
  while (at !== -1) {
    const end = endOfString(body, at);
    if (end === -1) return;
    if (isKey(body, end) && textIn(body, at, end) === NAME) yield at;
    at = body.indexOf(QUOTE, end);
  }
}

function textIn(body: Buffer, from: number, to: number): string | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8", from, to));
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
