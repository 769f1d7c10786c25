import type { Source } from "../sources/Source.ts";
import { tokensOf } from "./heldTokens.ts";
import { createSecretReader } from "./readSecret.ts";
import { secretRefOf } from "./secretRefOf.ts";

const MASK = "[secret]";
/** Shorter ones would be found in ordinary words. */
const MIN_LENGTH = 4;
/** A configured header is a tenant's name more often than a key, and a tenant's name belongs into its messages. */
const MIN_HEADER_LENGTH = 16;

/**
 * Takes this source's secrets out of what it said: some servers, and debugging proxies before them, repeat the
 * Authorization header in their error text. Every spelling that we send or that a page would show: plain, base64,
 * percent-encoded.
 */
export function redactSecrets(text: string, source: Source): string {
  return text === "" ? text : redactTexts(text, secretsOf(source));
}

/** The same for secrets at hand. */
export function redactTexts(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    for (const spelling of spellingsOf(secret)) clean = clean.replaceAll(spelling, MASK);
  }
  return clean;
}

function secretsOf({ auth, headers }: Source): string[] {
  const keys = [...headers.values()].map((value) => value.reveal());
  const found = keys.filter((value) => value.length >= MIN_HEADER_LENGTH);
  const ref = secretRefOf(auth);
  if (ref === null) return found;
  if (auth.type === "oauth2") found.push(...tokensOf(auth).map((token) => token.reveal()));
  try {
    const text = createSecretReader()(ref).reveal();
    if (text.length >= MIN_LENGTH) found.push(text);
    if (auth.type === "basic") found.push(`${auth.username}:${text}`);
    if (auth.type === "oauth2") found.push(`${auth.clientId}:${text}`);
  } catch {
    // A file that cannot be read any more: nothing of it was sent either.
  }
  return found;
}

/** Longest first, so that no rest of a longer spelling stays behind. */
function spellingsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  const spellings = [secret, base64, base64.replace(/=+$/, ""), encodeURIComponent(secret)];
  return spellings.toSorted((a, b) => b.length - a.length);
}
