import { fail } from "../../domain/problem/Problem.ts";

/** A question to a source, as it is sent: every part was checked and encoded where it was made. */
export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Name, value, name, value …; the same array for the same headers. */
  readonly headers: readonly string[];
  /** An encoded form. */
  readonly body: string | null;
}

const TARGET = /^\/[\x21-\x7e]*$/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// oxlint-disable-next-line no-control-regex -- they are what is kept out
const BREAK = /[\0\r\n]/;
const FORM = /^[\x21-\x7e]*$/;

/**
 * Writes requests for one host as text to be sent in latin1. The last place before the socket, so it refuses whatever
 * would end a line or a request too early, whoever let it through before: throws INTERNAL.
 */
export function createRequestText(host: string): (request: OutgoingRequest) => string {
  const texts = new WeakMap<readonly string[], string>();
  const linesOf = (headers: readonly string[]): string => {
    const known = texts.get(headers);
    if (known !== undefined) return known;
    let lines = ` HTTP/1.1\r\n${line("host", host)}connection: keep-alive\r\n`;
    for (let i = 0; i < headers.length; i += 2) lines += line(headers[i] ?? "", headers[i + 1] ?? "");
    texts.set(headers, lines);
    return lines;
  };
  return ({ method, path, headers, body }) => {
    if (!TARGET.test(path) || (body !== null && !FORM.test(body))) throw fail("INTERNAL");
    const head = `${method} ${path}${linesOf(headers)}`;
    return body === null ? `${head}\r\n` : `${head}content-length: ${body.length}\r\n\r\n${body}`;
  };
}

function line(name: string, value: string): string {
  if (!NAME.test(name) || BREAK.test(value)) throw fail("INTERNAL");
  return `${name}: ${value}\r\n`;
}
