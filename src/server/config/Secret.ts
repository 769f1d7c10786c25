import { inspect } from "node:util";

const MASK = "***";

/**
 * A value that cannot be printed: `toString`, `toJSON` and `util.inspect` all answer `***`. The text sits in a
 * private field, so spreading, cloning and `Object.values` do not reach it either. Only the code that writes
 * the Authorization header (upstream/authorize.ts) and the secret file (sources/secretFile.ts) calls `reveal`.
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
