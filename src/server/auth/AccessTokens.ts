import type { IncomingMessage } from "node:http";
import type { PeopleStore, PersonRow, TokenRecord, TokenStore } from "../store/AccountStores.ts";
import { type Principal, principalFor } from "./Principal.ts";
import { hashOf, randomText } from "./secretText.ts";

const TOKEN = /^sg_[\w-]{43}$/;
const USED_EVERY_MS = 60_000;

export interface TokenDeps {
  readonly people: PeopleStore;
  readonly tokens: TokenStore;
  readonly now: () => number;
  /** People whom this mode signs in; what others hold is of a mode that was before, and opens nothing. */
  readonly origin: PersonRow["origin"];
}

/** Tokens that programs send: promtool, logcli, Grafana, curl. Looked up at every request, as sessions are. */
export class AccessTokens {
  readonly #deps: TokenDeps;

  constructor(deps: TokenDeps) {
    this.#deps = deps;
  }

  /** A new one, to be shown once; its hash is what is kept. */
  mint(): { readonly text: string; readonly hash: string } {
    const text = `sg_${randomText()}`;
    return { text, hash: hashOf(text) };
  }

  /** Its owner with the owner's role of today, and no source that either of them may not ask. */
  async find(text: string): Promise<Principal | undefined> {
    const { tokens, people, now, origin } = this.#deps;
    const token = await tokens.byHash(hashOf(text));
    if (token === undefined || token.revokedMs !== undefined || token.expiresMs <= now()) return undefined;
    const owner = await people.get(token.personId);
    if (owner === undefined || owner.isDisabled || owner.origin !== origin) return undefined;
    await this.#noteUse(token, now());
    return principalFor(owner, "token", token.sources);
  }

  async #noteUse({ id, lastUsedMs = Number.NEGATIVE_INFINITY }: TokenRecord, atMs: number): Promise<void> {
    if (atMs - lastUsedMs < USED_EVERY_MS) return;
    await Promise.allSettled([this.#deps.tokens.used(id, atMs)]);
  }
}

/**
 * The token of `Authorization: Bearer sg_…`, or of Basic with the token as password, which is what logcli and Grafana
 * offer. Undefined for anything else: a proxy before us may ask for a password of its own and pass it on.
 */
export function sentToken({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
  const [scheme = "", value = "", more] = (headers.authorization ?? "").split(" ", 3);
  if (value === "" || more !== undefined) return undefined;
  const text = scheme.toLowerCase() === "basic" ? passwordOf(value) : value;
  return /^(?:bearer|basic)$/i.test(scheme) && TOKEN.test(text) ? text : undefined;
}

/** "user:password" in base64; a name may hold no colon (RFC 7617). */
function passwordOf(encoded: string): string {
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}
