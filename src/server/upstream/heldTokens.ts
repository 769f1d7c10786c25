import type { Secret } from "../config/Secret.ts";
import type { OAuth2Config } from "../sources/Source.ts";

/** The one in use, the one before it, and one that was asked for beside them. */
const KEPT = 3;

const held = new WeakMap<OAuth2Config, readonly Secret[]>();

/** Remembers a fetched token for as long as its source's configuration lives, so that it can be taken out of messages. */
export function noteToken(auth: OAuth2Config, token: Secret): void {
  held.set(auth, [token, ...tokensOf(auth)].slice(0, KEPT));
}

/** Tokens that were fetched for it lately, the newest first. */
export function tokensOf(auth: OAuth2Config): readonly Secret[] {
  return held.get(auth) ?? [];
}
