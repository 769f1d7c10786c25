import { inspect } from "node:util";

const MASK = "***";

/**
 * A value that cannot be printed: `toString`, `toJSON` and `util.inspect` all answer `***`. The text sits in a
 * private field, so spreading, cloning and `Object.values` do not reach it either. It is revealed where request
 * headers are built (upstream/outgoingHeaders.ts), where the file of added sources is written, where the database is
 * connected to, and nowhere it could be printed.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The secret text. Call it at the socket or the secret file, nowhere else. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
