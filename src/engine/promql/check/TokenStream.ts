import { ParseRefusal } from "./ParseRefusal.ts";
import { QueryLexer } from "./QueryLexer.ts";
import type { StandIn } from "./StandIn.ts";
import { describeToken, type Token, type TokenKind } from "./Token.ts";

/** What an unexpected token is said to stand in, and what was expected there; null where nothing is said. */
interface Surroundings {
  readonly place: string;
  readonly expected: string;
}

/** More than the official grammar's tree may have (boundedParse.ts), and far less than the stack takes. */
const MAX_DEPTH = 600;

/**
 * The tokens of a query with one token of look-ahead, which is read only when asked for: a later character that is
 * no token must not hide an earlier refusal, nor the other way round.
 */
export class TokenStream {
  readonly query: string;
  readonly #lexer: QueryLexer;
  #ahead: Token | null = null;
  #takenTo = 0;
  readonly #surroundings: Surroundings[] = [];
  readonly #standIns: StandIn[] = [];
  #depth = 0;

  constructor(query: string) {
    this.query = query;
    this.#lexer = new QueryLexer(query);
  }

  peek(): Token {
    return (this.#ahead ??= this.#lexer.next());
  }

  /** In the order of reading. */
  get standIns(): readonly StandIn[] {
    return this.#standIns;
  }

  /** Notes that the official grammar does not take this token where it stands, but would take the text. */
  standIn({ from, to }: Pick<Token, "from" | "to">, text: string, name?: string): void {
    this.#standIns.push({ from, to, text, ...(name !== undefined && { name }) });
  }

  /** Where the last taken token ends. */
  get takenTo(): number {
    return this.#takenTo;
  }

  is(kind: TokenKind): boolean {
    return this.peek().kind === kind;
  }

  take(): Token {
    const token = this.peek();
    this.#ahead = null;
    this.#takenTo = token.to;
    return token;
  }

  /** Takes the next token if it is of that kind. */
  accept(kind: TokenKind): Token | null {
    return this.is(kind) ? this.take() : null;
  }

  expect(kind: TokenKind): Token {
    return this.accept(kind) ?? this.unexpected();
  }

  /** Refuses the next token. */
  unexpected(): never {
    const token = this.peek();
    const around = this.#surroundings.at(-1);
    const place = around ? ` in ${around.place}` : "";
    const expected = around && around.expected !== "" ? `, expected ${around.expected}` : "";
    throw new ParseRefusal(token.from, `unexpected ${describeToken(token)}${place}${expected}`);
  }

  /** Reads what stands in a place that messages name. Innermost counts; after a refusal nothing is read any more. */
  within<T>(place: string, expected: string, read: () => T): T {
    this.#surroundings.push({ place, expected });
    const result = read();
    this.#surroundings.pop();
    return result;
  }

  /** Reads one level down; refuses where there are too many. */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw new ParseRefusal(this.peek().from, "the query is too deeply nested");
    const result = read();
    this.#depth--;
    return result;
  }
}
