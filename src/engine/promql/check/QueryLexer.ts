import { quote } from "../../../domain/query/promql/goString.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import { quoteChar } from "./goText.ts";
import { scanNumberOrDuration } from "./scanNumber.ts";
import { charAt, scanString } from "./scanString.ts";
import { kindOfWord, type Token, type TokenKind } from "./Token.ts";

const SPACE = /[ \t\n\r]/;
const WORD_START = /[A-Za-z_]/;
/** A bare or dotted number begins here. */
const NUMBER_START = /^\.?[0-9]/;
const DURATION_WORDS: ReadonlySet<string> = new Set(["step", "range", "max_of", "min_of"]);

/**
 * Cuts a query into tokens just as Prometheus does (behaviour of promql/parser/lex.go), so that it gives up at the
 * same place: brackets, braces and the rest have words and signs of their own, and open parentheses are counted.
 */
export class QueryLexer {
  readonly query: string;
  #at = 0;
  #parens = 0;
  #isInBraces = false;
  #isInBrackets = false;
  /** Right behind `[`, or behind anything in brackets but a number: only durations stand here. */
  #isInDuration = false;
  #hasColon = false;
  #hasDuration = false;

  constructor(query: string) {
    this.query = query;
  }

  /** The next token that is no comment. At the end "end of input", again and again. Throws a ParseRefusal. */
  next(): Token {
    for (;;) {
      const start = this.#at;
      if (this.#isInDuration) {
        this.#skipSpaces();
        return this.#nextInDuration();
      }
      this.#skipSpaces();
      if (this.query[this.#at] === "#") this.#skipComment();
      if (this.#at > start) continue;
      return this.#isInBraces ? this.#nextInBraces() : this.#nextOutside();
    }
  }

  #skipSpaces(): void {
    while (SPACE.test(this.query[this.#at] ?? "")) this.#at++;
  }

  #skipComment(): void {
    while (this.#at < this.query.length && !/[\r\n]/.test(this.query[this.#at] ?? "")) this.#at++;
  }

  #emit(kind: TokenKind, length: number): Token {
    const from = this.#at;
    this.#at += length;
    return { kind, text: this.query.slice(from, this.#at), from, to: this.#at };
  }

  #refuse(message: string, offset = this.#at): never {
    throw new ParseRefusal(offset, message);
  }

  #nextOutside(): Token {
    const char = charAt(this.query, this.#at);
    if (char === "") return this.#end();
    if (NUMBER_START.test(this.query.slice(this.#at, this.#at + 2))) return this.#number();
    if (char === '"' || char === "'" || char === "`") return this.#string();
    if (WORD_START.test(char) || char === ":")
      return this.#isInBrackets ? this.#wordInBrackets(char) : this.#word();
    return (
      this.#operator(char) ?? this.#bracket(char) ?? this.#refuse(`unexpected character: ${quoteChar(char)}`)
    );
  }

  #end(): Token {
    if (this.#parens !== 0) this.#refuse("unclosed left parenthesis");
    if (this.#isInBrackets) this.#refuse("unclosed left bracket");
    return this.#emit("end of input", 0);
  }

  #number(): Token {
    const { kind, to } = scanNumberOrDuration(this.query, this.#at);
    this.#isInDuration = false;
    if (kind === "bad")
      this.#refuse(`bad number or duration syntax: ${quote(this.query.slice(this.#at, to))}`);
    return this.#emit(kind, to - this.#at);
  }

  #string(): Token {
    return this.#emit("string", scanString(this.query, this.#at) - this.#at);
  }

  #word(): Token {
    const word = /^[0-9A-Za-z_:]*/.exec(this.query.slice(this.#at))?.[0] ?? "";
    const kind = kindOfWord(word);
    // A metric may be called fill, as long as no parenthesis follows.
    const isFill = kind === "fill" || kind === "fill_left" || kind === "fill_right";
    if (isFill && !/^[ \t\n\r]*\(/.test(this.query.slice(this.#at + word.length)))
      return this.#emit("identifier", word.length);
    return this.#emit(kind ?? (word.includes(":") ? "metric identifier" : "identifier"), word.length);
  }

  #wordInBrackets(char: string): Token {
    if (char === ":") {
      if (this.#hasColon) this.#refuse(`unexpected colon ${quoteChar(char)}`);
      this.#hasColon = true;
      return this.#emit(":", 1);
    }
    const token = this.#durationWord(char);
    return token ?? this.#refuse(`unexpected character: ${quoteChar(char)}, expected ':'`);
  }

  #durationWord(char: string): Token | null {
    if (!/[srm]/i.test(char)) return null;
    const word = /^[A-Za-z_]+/.exec(this.query.slice(this.#at))?.[0] ?? "";
    const kind = kindOfWord(word);
    return kind !== undefined && DURATION_WORDS.has(kind) ? this.#emit(kind, word.length) : null;
  }

  #operator(char: string): Token | null {
    const next = charAt(this.query, this.#at + 1);
    switch (char) {
      case ",":
      case "*":
      case "/":
      case "%":
      case "+":
      case "-":
      case "^":
      case "@":
        return this.#emit(char, 1);
      case "=":
        if (next === "~") this.#refuse(`unexpected character after '=': ${quoteChar(next)}`);
        return next === "=" ? this.#emit("==", 2) : this.#emit("=", 1);
      case "!":
        if (next !== "=") this.#refuse(`unexpected character after '!': ${quoteChar(next)}`);
        return this.#emit("!=", 2);
      case "<":
      case ">":
        return next === "=" || next === "/" ? this.#emit(`${char}${next}`, 2) : this.#emit(char, 1);
      default:
        return null;
    }
  }

  #bracket(char: string): Token | null {
    switch (char) {
      case "(":
      case ")":
        return this.#paren(char);
      case "{":
        this.#isInBraces = true;
        return this.#emit(char, 1);
      case "[":
        if (this.#isInBrackets) this.#refuse(`unexpected left bracket ${quoteChar(char)}`);
        this.#isInBrackets = this.#isInDuration = true;
        this.#hasColon = false;
        return this.#emit(char, 1);
      case "]":
        if (!this.#isInBrackets) this.#refuse(`unexpected right bracket ${quoteChar(char)}`);
        this.#isInBrackets = false;
        return this.#emit(char, 1);
      default:
        return null;
    }
  }

  #paren(char: "(" | ")"): Token {
    this.#parens += char === "(" ? 1 : -1;
    // The place told is the one behind the parenthesis.
    if (this.#parens < 0) this.#refuse(`unexpected right parenthesis ${quoteChar(char)}`, this.#at + 1);
    return this.#emit(char, 1);
  }

  #nextInDuration(): Token {
    const char = charAt(this.query, this.#at);
    switch (char) {
      case "":
        return this.#refuse("unexpected end of input in duration expression");
      case "]":
        this.#isInBrackets = this.#isInDuration = this.#hasColon = false;
        return this.#emit(char, 1);
      case ":":
        return this.#colonInDuration();
      case "(":
      case ")":
        return this.#paren(char);
      case "+":
      case "-":
      case "*":
      case "/":
      case "%":
      case "^":
      case ",":
        return this.#emit(char, 1);
    }
    const token = this.#durationWord(char);
    if (token) return token;
    if (NUMBER_START.test(this.query.slice(this.#at, this.#at + 2))) {
      this.#hasDuration = true;
      return this.#number();
    }
    return this.#refuse(`unexpected character in duration expression: ${quoteChar(char)}`);
  }

  #colonInDuration(): Token {
    if (!this.#hasDuration)
      this.#refuse("unexpected colon before duration in duration expression", this.#at + 1);
    if (this.#hasColon) this.#refuse("unexpected repeated colon in duration expression", this.#at + 1);
    this.#hasColon = true;
    return this.#emit(":", 1);
  }

  #nextInBraces(): Token {
    const char = charAt(this.query, this.#at);
    const next = charAt(this.query, this.#at + 1);
    if (char === "") this.#refuse("unexpected end of input inside braces");
    if (WORD_START.test(char)) {
      const word = /^[0-9A-Za-z_]+/.exec(this.query.slice(this.#at))?.[0] ?? "";
      return this.#emit("identifier", word.length);
    }
    if (char === '"' || char === "'" || char === "`") return this.#string();
    if (char === ",") return this.#emit(char, 1);
    if (char === "=") return next === "~" ? this.#emit("=~", 2) : this.#emit("=", 1);
    if (char === "!") {
      if (next === "~" || next === "=") return this.#emit(`${char}${next}`, 2);
      this.#refuse(`unexpected character after '!' inside braces: ${quoteChar(next)}`);
    }
    if (char === "{") this.#refuse(`unexpected left brace ${quoteChar(char)}`);
    if (char !== "}") this.#refuse(`unexpected character inside braces: ${quoteChar(char)}`);
    this.#isInBraces = false;
    return this.#emit("}", 1);
  }
}
