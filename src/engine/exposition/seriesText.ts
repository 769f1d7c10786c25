import { LineProblem, quoteBit } from "./ExpositionError.ts";
import type { ExpositionFormat } from "./ExpositionFormat.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const SPACE = 32;
const TAB = 9;

/** May `code` stand in a metric's name? The first character is no digit. */
const isNameCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  code === 58 ||
  (code >= 48 && code <= 57);

export function skipBlanks(text: string, at: number): number {
  let next = at;
  for (let code = text.charCodeAt(next); code === SPACE || code === TAB;) code = text.charCodeAt(++next);
  return next;
}

export const NOT_CLOSED = -1;

/**
 * Where the series that begins at `start` ends: behind its name, or behind its closing brace. NOT_CLOSED when the text
 * ends before that. What stands between is not looked at yet.
 */
export function endOfSeries(text: string, start: number, format: ExpositionFormat): number {
  let at = start;
  const end = text.length;
  while (at < end && isNameCode(text.charCodeAt(at))) at++;
  const brace = format === "text" ? skipBlanks(text, at) : at;
  return text.charCodeAt(brace) === OPEN ? endOfBraces(text, brace) : at;
}

/** `open` is where the brace stands. */
export function endOfBraces(text: string, open: number): number {
  let isQuoted = false;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted && code === BACKSLASH) at++;
    else if (!isQuoted && code === CLOSE) return at + 1;
  }
  return NOT_CLOSED;
}

const METRIC_NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;

export interface SeriesTextRules {
  readonly format: ExpositionFormat;
  /** An exemplar has labels only: a quoted name that stands alone is an error. */
  readonly isExemplar: boolean;
}

/** `name{label="value",…}` or `{"name","label"="value",…}` to its labels by name; a name given twice is an error. */
export function parseSeriesText(text: string, rules: SeriesTextRules): ReadonlyMap<string, string> {
  const reader = new SeriesReader(text, rules);
  reader.readName();
  reader.readBraces();
  return reader.labels();
}

class SeriesReader {
  readonly #text: string;
  readonly #rules: SeriesTextRules;
  readonly #values = new Map<string, string>();
  #at = 0;
  #hasName = false;

  constructor(text: string, rules: SeriesTextRules) {
    this.#text = text;
    this.#rules = rules;
  }

  readName(): void {
    const name = this.#match(METRIC_NAME);
    if (name !== undefined) this.#setName(name);
    else if (!this.#isNext("{")) throw this.#expected("a metric name");
  }

  readBraces(): void {
    this.#skip();
    if (this.#at === this.#text.length) return;
    this.#at++; // The brace, as endOfSeries has found it.
    for (;;) {
      this.#skip();
      if (this.#isNext("}")) return;
      this.#readItem();
      this.#skip();
      if (this.#isNext(",")) this.#at++;
      else if (this.#rules.format === "openmetrics" && !this.#isNext("}"))
        throw this.#expected("a comma or a closing brace");
    }
  }

  labels(): ReadonlyMap<string, string> {
    // A label `__name__` is no name, though it is what the name becomes.
    if (!this.#rules.isExemplar && (!this.#hasName || this.#values.get("__name__") === ""))
      throw new LineProblem(`no metric name in ${quoteBit(this.#text)}`);
    return this.#values;
  }

  /** `name="value"`, or the metric's name in quotes. */
  #readItem(): void {
    const isQuoted = this.#isNext('"');
    const name = isQuoted ? this.#readQuoted("name") : this.#match(LABEL_NAME);
    if (name === undefined) throw this.#expected("a label name");
    this.#skip();
    if (isQuoted && !this.#rules.isExemplar && (this.#isNext(",") || this.#isNext("}"))) {
      if (this.#hasName) throw new LineProblem(`second metric name ${quoteBit(name)}`);
      this.#setName(name);
      return;
    }
    if (!this.#isNext("=")) throw this.#expected("an equal sign");
    this.#at++;
    this.#skip();
    if (!this.#isNext('"')) throw this.#expected("a label value in quotes");
    if (name === "") throw new LineProblem("a label name is empty");
    this.#set(name, this.#readQuoted("value"));
  }

  #setName(name: string): void {
    this.#set("__name__", name);
    this.#hasName = true;
  }

  /** In an exemplar the last of a name counts, as in Prometheus. */
  #set(name: string, value: string): void {
    if (!this.#rules.isExemplar && this.#values.has(name))
      throw new LineProblem(`label ${quoteBit(name)} is given twice`);
    this.#values.set(name, value);
  }

  #readQuoted(what: "name" | "value"): string {
    const start = this.#at + 1;
    let at = start;
    let hasEscape = false;
    for (let code = this.#text.charCodeAt(at); code !== QUOTE; code = this.#text.charCodeAt(++at)) {
      if (code !== BACKSLASH) continue;
      hasEscape = true;
      at++;
    }
    this.#at = at + 1;
    const quoted = this.#text.slice(start, at);
    if (what === "value" && this.#rules.format === "openmetrics" && quoted.includes("\n"))
      throw new LineProblem(`a label value goes on over the end of the line: ${quoteBit(quoted)}`);
    return hasEscape ? unescapeText(quoted) : quoted;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Only the text format lets blanks stand between tokens. */
  #skip(): void {
    if (this.#rules.format === "text") this.#at = skipBlanks(this.#text, this.#at);
  }

  #isNext(character: string): boolean {
    return this.#text[this.#at] === character;
  }

  #expected(what: string): LineProblem {
    return new LineProblem(`expected ${what}, got ${quoteBit(this.#text.slice(this.#at))}`);
  }
}

/** As Prometheus does it: an unknown escape stays as it is. */
export function unescapeText(text: string): string {
  return text.replaceAll(/\\(["\\n])/g, (_, character: string) => (character === "n" ? "\n" : character));
}
