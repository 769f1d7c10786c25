/** Head of a source's answer: how its body is framed, and the few headers that mean something to us. */
export interface ResponseHead {
  readonly status: number;
  readonly framing: "none" | "length" | "chunked" | "until-close";
  /** Bytes of the body; 0 unless `framing` is "length". */
  readonly bodyBytes: number;
  /** How long its connection may wait for another question, in ms; 0: not at all. Infinity: the server did not say. */
  readonly keepAliveMs: number;
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly contentType: string | undefined;
  readonly date: string | undefined;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
}

/**
 * The whole head in one look. The reason may hold anything but control characters, and may be missing with its space.
 * Field lines: RFC 9110 §5.1 and §5.5; no space before the colon, and none before the name, which was obsolete folding.
 * No two parts can begin with the same character, so it takes no more than the length of the head.
 */
const HEAD =
  // oxlint-disable-next-line no-control-regex -- they are what is kept out
  /^HTTP\/1\.[01] [1-9]\d\d(?: [^\0-\x08\x0a-\x1f\x7f]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\0-\x08\x0a-\x1f\x7f]*)*$/;
const MINOR_AT = "HTTP/1.".length;
const STATUS_AT = "HTTP/1.1 ".length;
const LENGTH = /^\d{1,15}$/;
/** A connection is let go this much earlier than its server says, as a question may be on its way by then. */
const KEEP_ALIVE_MARGIN_MS = 2_000;

/** The headers that mean something to us; all others are checked for their form and forgotten. */
const NAMES = (
  "connection content-encoding content-length content-type date keep-alive location retry-after " +
  "transfer-encoding"
).split(" ");
/** Bit n is set where a name of n characters is among them. */
const LENGTHS = NAMES.reduce((bits, name) => bits | (1 << name.length), 0);

/** Values in the order of `NAMES`. */
type Fields = (string | undefined)[];

/** `text`: status line and header lines without the blank line that ends them, as latin1. Null: not to be trusted. */
export function parseResponseHead(text: string): ResponseHead | null {
  if (!HEAD.test(text)) return null;
  const fields: Fields = NAMES.map(() => undefined);
  for (let at = text.indexOf("\r\n"); at >= 0;) {
    const from = at + 2;
    const colon = text.indexOf(":", from);
    at = text.indexOf("\r\n", colon);
    const length = colon - from;
    if (length > 31 || ((LENGTHS >> length) & 1) === 0) continue;
    const slot = NAMES.indexOf(text.slice(from, colon).toLowerCase());
    if (slot < 0) continue;
    const value = trimSpace(text, colon + 1, at < 0 ? text.length : at);
    const before = fields[slot];
    // RFC 9110 §5.3. Two lengths or two codings become a list, which is neither.
    fields[slot] = before === undefined ? value : `${before}, ${value}`;
  }
  const status = Number(text.slice(STATUS_AT, STATUS_AT + 3));
  return framed(status, text.charAt(MINOR_AT) === "1", fields);
}

/** RFC 9112 §6.3, and stricter: whatever two readers could understand differently is refused. */
function framed(status: number, isHttp11: boolean, fields: Fields): ResponseHead | null {
  const [connection, contentEncoding, length, contentType, date, keepAlive, location, retryAfter, coding] =
    fields;
  const isBodiless = status < 200 || status === 204 || status === 304;
  if (length !== undefined && (coding !== undefined || !LENGTH.test(length))) return null;
  if (coding !== undefined && (isBodiless || !isHttp11 || coding.toLowerCase() !== "chunked")) return null;
  const framing = isBodiless
    ? "none"
    : coding !== undefined
      ? "chunked"
      : length === undefined
        ? "until-close"
        : "length";
  const bodyBytes = framing === "length" ? Number(length) : 0;
  return {
    status,
    framing,
    bodyBytes,
    // A length where no body may be: what it counts might come later, as if it were the next answer.
    keepAliveMs:
      isHttp11 && framing !== "until-close" && !(framing === "none" && Number(length ?? 0) > 0)
        ? keepAliveMs(connection, keepAlive)
        : 0,
    contentLength: framing === "length" ? String(bodyBytes) : undefined,
    contentEncoding,
    contentType,
    date,
    location,
    retryAfter,
  };
}

function keepAliveMs(connection: string | undefined, keepAlive = ""): number {
  if (connection !== undefined && /(?:^|[\s,])close(?:$|[\s,])/i.test(connection)) return 0;
  if (keepAlive === "") return Infinity;
  const seconds = /(?:^|[\s,])timeout=(\d{1,9})/i.exec(keepAlive)?.[1];
  return seconds === undefined ? Infinity : Math.max(0, Number(seconds) * 1000 - KEEP_ALIVE_MARGIN_MS);
}

/** Spaces and tabs only: `trim` would take U+00A0 too, and an expression may take the square of the length. */
function trimSpace(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
