/**
 * Whether Loki replaces the regular expression of a `=~` filter by plain text searches; it prints such a pattern in
 * double quotes and all others in backticks. Seen in Loki 3.7: plain are texts, `.*` and `.+` alone, a text with `.*`
 * at its ends, and choices of these, which Go first puts together by their beginnings (`500|501` is `50[01]`, which is
 * no text). Whatever is judged wrongly here is printed with the other quotes, which mean the same.
 */
export function isPlainPattern(pattern: string): boolean {
  const body = pattern.startsWith("(?i)") ? pattern.slice(4) : pattern;
  const reader: Reader = { text: body, at: 0, depth: 0 };
  const isPlain = readChoice(reader) !== null;
  return isPlain && reader.at === body.length;
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

/** Deeper ones are no texts. */
const MAX_DEPTH = 20;

/** One alternative: a text, maybe with `.*` round it; or something else that is plain, such as `.+` or a group. */
type Part =
  | { readonly type: "text"; readonly text: string; readonly isOpen: boolean }
  | { readonly type: "other" };

/** Null where the choice is not plain. */
function readChoice(reader: Reader): readonly Part[] | null {
  const parts: Part[] = [];
  for (;;) {
    const part = readSequence(reader);
    if (!part) return null;
    parts.push(part);
    if (reader.text[reader.at] !== "|") break;
    reader.at++;
  }
  const texts = parts.map((part) => (part.type === "text" && !part.isOpen ? part.text : null));
  return isChoiceOfTexts(texts, 0) ? parts : null;
}

const ANY = /\.\*\??/y;
const SIGN = /\\([^\w\s]|[nrtfv])|[^\\.*+?()[\]{}^$|]|\[([^\]\\^-])\]/uy;
const SINGLE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" };

function readSequence(reader: Reader): Part | null {
  const hasStart = take(reader, ANY) !== null;
  let text = "";
  for (let sign = take(reader, SIGN); sign !== null; sign = take(reader, SIGN)) {
    const [whole, escaped, bracketed] = sign;
    text += bracketed ?? (escaped === undefined ? whole : (SINGLE[escaped] ?? escaped));
  }
  const next = reader.text[reader.at];
  // A repetition takes the last sign of the text.
  if (next !== undefined && "*+?{".includes(next)) return null;
  if (next === "(") return readGroup(reader, { hasStart, text });
  if (text === "" && !hasStart && reader.text.startsWith(".+", reader.at)) {
    reader.at += 2;
    return isAtEnd(reader) ? { type: "other" } : null;
  }
  const hasEnd = text !== "" && take(reader, ANY) !== null;
  return isAtEnd(reader) ? { type: "text", text, isOpen: hasStart || hasEnd } : null;
}

/** A group alone, or a choice behind a text; `abc(def)` and what has more behind it are no texts. */
function readGroup(reader: Reader, before: { hasStart: boolean; text: string }): Part | null {
  const head = /\((?:\?:|\?P?<\w+>)?/y;
  take(reader, head);
  if (++reader.depth > MAX_DEPTH) return null;
  const parts = readChoice(reader);
  reader.depth--;
  if (!parts || reader.text[reader.at] !== ")") return null;
  reader.at++;
  const isAllowed = before.text === "" ? parts.length === 1 || !before.hasStart : parts.length > 1;
  return isAllowed && isAtEnd(reader) ? { type: "other" } : null;
}

function isAtEnd({ text, at }: Reader): boolean {
  return at === text.length || text[at] === "|" || text[at] === ")";
}

function take(reader: Reader, expression: RegExp): RegExpExecArray | null {
  expression.lastIndex = reader.at;
  const match = expression.exec(reader.text);
  if (match) reader.at += match[0].length;
  return match;
}

/** Neighbours with the same beginning share it; neighbours of one sign each become a class, which is no text. */
function isChoiceOfTexts(texts: readonly (string | null)[], depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const rest: (string | null)[] = [];
  for (let at = 0; at < texts.length;) {
    const first = texts[at] ?? null;
    let to = at + 1;
    let shared = first;
    for (; shared && to < texts.length; to++) {
      const common = sharedStart(shared, texts[to] ?? "");
      if (common === "") break;
      shared = common;
    }
    const run = texts.slice(at, to);
    const tails = run.map((text) => (text ?? "").slice(shared?.length));
    if (run.length > 1 && new Set(run).size > 1 && !isChoiceOfTexts(tails, depth + 1)) return false;
    rest.push(run.length > 1 ? null : first);
    at = to;
  }
  return !rest.some(
    (text, index) => [...(text ?? "")].length === 1 && [...(rest[index + 1] ?? "")].length === 1,
  );
}

function sharedStart(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a.slice(0, at);
}

/** Whether a text keeps its meaning in backticks: Go drops carriage returns there. */
export function canBackquote(text: string): boolean {
  return !/[`\r\0\ud800-\udfff]/u.test(text);
}
