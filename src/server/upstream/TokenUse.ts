import type { Secret } from "../config/Secret.ts";
import type { TokenProvider } from "./TokenProvider.ts";

/** One request's use of its source's token: what it was sent with, and one renewal at most. */
export class TokenUse {
  readonly #tokens: TokenProvider;
  #sent: Secret | null = null;
  #hasRenewed = false;

  constructor(tokens: TokenProvider) {
    this.#tokens = tokens;
  }

  /** Is a token at hand? It is the one that is sent, as long as nothing waits in between. */
  isAtHand(): boolean {
    this.#sent = this.#tokens.current();
    return this.#sent !== null;
  }

  async ready(): Promise<void> {
    await this.#tokens.ready();
  }

  /** The source answered 401. True: ask again, with a new token. */
  renews(): boolean {
    if (this.#hasRenewed || this.#sent === null) return false;
    this.#hasRenewed = true;
    return this.#tokens.refuse(this.#sent);
  }
}
