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

/** The reason may hold anything but control characters, and may be missing with its space. */
// oxlint-disable-next-line no-control-regex -- they are what is kept out
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [^\0-\x08\x0a-\x1f\x7f]*)?$/;
/** RFC 9110 §5.1 and §5.5. No space before the colon and none before the name, which was obsolete folding. */
// oxlint-disable-next-line no-control-regex -- they are what is kept out
const FIELD_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\0-\x08\x0a-\x1f\x7f]*)$/;
const LENGTH = /^\d{1,15}$/;
/** A connection is let go this much earlier than its server says, as a question may be on its way by then. */
const KEEP_ALIVE_MARGIN_MS = 2_000;

/** All others are checked for their form and forgotten. */
const KNOWN = new Set(
  (
    "connection content-encoding content-length content-type date keep-alive location retry-after " +
    "transfer-encoding"
  ).split(" "),
);

/** `text`: status line and header lines without the blank line that ends them, as latin1. Null: not to be trusted. */
export function parseResponseHead(text: string): ResponseHead | null {
  const lines = text.split("\r\n");
  const start = STATUS_LINE.exec(lines[0] ?? "");
  if (start === null) return null;
  const fields = new Map<string, string>();
  for (let i = 1; i < lines.length; i += 1) {
    const line = FIELD_LINE.exec(lines[i] ?? "");
    if (line === null) return null;
    const name = (line[1] ?? "").toLowerCase();
    if (!KNOWN.has(name)) continue;
    const value = trimSpace(line[2] ?? "");
    const before = fields.get(name);
    // RFC 9110 §5.3. Two lengths or two codings become a list, which is neither.
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return framed(Number(start[2]), start[1] === "1", fields);
}

/** RFC 9112 §6.3, and stricter: whatever two readers could understand differently is refused. */
function framed(status: number, isHttp11: boolean, fields: ReadonlyMap<string, string>): ResponseHead | null {
  const length = fields.get("content-length");
  const coding = fields.get("transfer-encoding");
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
        ? keepAliveMs(fields)
        : 0,
    contentLength: framing === "length" ? String(bodyBytes) : undefined,
    contentEncoding: fields.get("content-encoding"),
    contentType: fields.get("content-type"),
    date: fields.get("date"),
    location: fields.get("location"),
    retryAfter: fields.get("retry-after"),
  };
}

function keepAliveMs(fields: ReadonlyMap<string, string>): number {
  const connection = fields.get("connection");
  if (connection !== undefined && /(?:^|[\s,])close(?:$|[\s,])/i.test(connection)) return 0;
  const seconds = /(?:^|[\s,])timeout=(\d{1,9})/i.exec(fields.get("keep-alive") ?? "")?.[1];
  return seconds === undefined ? Infinity : Math.max(0, Number(seconds) * 1000 - KEEP_ALIVE_MARGIN_MS);
}

/** Spaces and tabs only: `trim` would take U+00A0 too, and an expression may take the square of the length. */
function trimSpace(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
