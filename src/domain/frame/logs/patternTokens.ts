/** What parts two tokens; it stays as it is. Colour sequences count, so that a template fits the line itself. */
// oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
const SEPARATOR = /(?:\u001b\[[\d;]*m|[\s"'=,;:()[\]{}|&?])+/g;
/** Loki's pattern filter takes `<name>` for a capture wherever it stands. */
const CAPTURE = /<[A-Za-z_]\w*>/;
/** Words that end in one digit are names of things: http2, v1, eth0. */
const NUMBERED_WORD = /^[A-Za-z]{1,8}\d$/;
const HEX = /^[0-9a-fA-F-]{8,}$/;
/** The value of such a field is what tells two kinds of line apart, however alike the rest is. */
const TELLING = /^(?:msg|message|level|lvl|severity|event|reason|err|error|verb|method)$/i;

const MAX_CHARACTERS = 2000;
const MAX_TOKENS = 150;
const MAX_TOKEN_LENGTH = 64;

/** A line taken apart: `separators[0] tokens[0] separators[1] … tokens[n-1] separators[n]`. */
export interface PatternTokens {
  readonly separators: readonly string[];
  /** A word, or null for what varies: numbers, hex, dates, anything with digits. */
  readonly tokens: readonly (string | null)[];
  /** Words that must be the same in two lines of one kind. */
  readonly telling: string;
  /** There is more text behind the last separator. */
  readonly isCut: boolean;
}

export function patternTokens(line: string): PatternTokens {
  const text = line.slice(0, MAX_CHARACTERS);
  const separators: string[] = [];
  const tokens: (string | null)[] = [];
  const telling: string[] = [];
  let at = 0;
  let tells: "no" | "one" | "quoted" = "no";
  for (const match of text.matchAll(SEPARATOR)) {
    if (tokens.length >= MAX_TOKENS) break;
    if (match.index > at) {
      const word = text.slice(at, match.index);
      push(tokens, { word, telling: tells === "no" ? null : telling });
      tells = nextTells(tells, word, match[0]);
    }
    // A line that begins with a token has nothing before it.
    if (separators.length < tokens.length) separators.push("");
    separators.push(match[0]);
    at = match.index + match[0].length;
  }
  const isCut =
    at < text.length ? tokens.length >= MAX_TOKENS || text.length < line.length : at < line.length;
  if (at < text.length && !isCut) {
    push(tokens, { word: text.slice(at), telling: tells === "no" ? null : telling });
    at = text.length;
  }
  while (separators.length <= tokens.length) separators.push("");
  return { separators, tokens, telling: telling.join(" "), isCut };
}

function push(
  tokens: (string | null)[],
  { word, telling }: { word: string; telling: string[] | null },
): void {
  const masked = isVariable(word) ? null : word;
  tokens.push(masked);
  if (telling) telling.push(masked ?? "");
}

/** Whether the next tokens belong to the value of a telling field: one bare word, or all up to the closing quote. */
function nextTells(now: "no" | "one" | "quoted", word: string, separator: string): "no" | "one" | "quoted" {
  if (now === "quoted") return separator.includes('"') ? begins(word, separator) : now;
  return begins(word, separator);
}

function begins(word: string, separator: string): "no" | "one" | "quoted" {
  if (!TELLING.test(word) || !/[=:]/.test(separator)) return "no";
  return separator.endsWith('"') ? "quoted" : "one";
}

function isVariable(token: string): boolean {
  // U+FFFD stands for bytes that the store holds otherwise.
  if (token.length > MAX_TOKEN_LENGTH || token.includes("\uFFFD") || CAPTURE.test(token)) return true;
  if (!/\d/.test(token)) return false;
  return HEX.test(token) || !NUMBERED_WORD.test(token);
}
