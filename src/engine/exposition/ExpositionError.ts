/** A page that does not hold to its format. Nothing of the page counts. */
export class ExpositionError extends Error {
  override readonly name = "ExpositionError";
  /** From 1. */
  readonly line: number;
  /** What is wrong, without the line; it quotes at most a few dozen characters of the page, with nothing invisible. */
  readonly detail: string;

  constructor(line: number, detail: string) {
    super(`line ${line}: ${detail}`);
    this.line = line;
    this.detail = detail;
  }
}

/** Something wrong on the line being read, or so many lines ahead of it; who reads the lines knows which one it is. */
export class LineProblem extends Error {
  readonly linesAhead: number;

  constructor(message: string, linesAhead = 0) {
    super(message);
    this.linesAhead = linesAhead;
  }
}

const MOST_QUOTED = 60;

/** A bit of the page for a message: bounded, control and format characters written out. */
export function quoteBit(text: string): string {
  const isCut = text.length > MOST_QUOTED;
  const bit = isCut ? text.slice(0, MOST_QUOTED) : text;
  const visible = bit.replaceAll(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, escapeCharacter);
  return isCut ? `"${visible}…"` : `"${visible}"`;
}

const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

const escapeCharacter = (character: string): string =>
  SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
