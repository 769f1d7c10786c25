import { readFileSync, statSync } from "node:fs";
import { fail } from "../../domain/problem/Problem.ts";
import { Secret } from "../config/Secret.ts";
import type { SecretRef } from "../sources/Source.ts";

interface CachedSecret {
  readonly stamp: string;
  readonly secret: Secret;
}

/** What a header value may hold (RFC 9110 §5.5, visible ASCII and inner spaces). */
const HEADER_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * Reads secrets at each use. A file is looked at every time (a rotated token counts from the next request on) and
 * read again when its inode, size or times changed; the stat is synchronous since it costs microseconds and keeps
 * the way to the socket free of an extra turn of the event loop.
 */
export function createSecretReader(): (ref: SecretRef) => Secret {
  const cache = new Map<string, CachedSecret>();
  let sound: Secret | undefined;
  return (ref) => {
    if (ref.kind === "value")
      return ref.secret === sound ? sound : (sound = checked(ref.secret, "The secret"));
    try {
      const { ino, size, mtimeMs, ctimeMs } = statSync(ref.path);
      const stamp = `${ino}:${size}:${mtimeMs}:${ctimeMs}`;
      const kept = cache.get(ref.path);
      if (kept?.stamp === stamp) return kept.secret;
      const secret = new Secret(readFileSync(ref.path, "utf8").trim());
      cache.set(ref.path, { stamp, secret: checked(secret, "The secret file") });
      return secret;
    } catch (error) {
      if (error instanceof Error && "problem" in error) throw error;
      throw unusable("The secret file cannot be read");
    }
  };
}

function checked(secret: Secret, what: string): Secret {
  const text = secret.reveal();
  if (text === "") throw unusable(`${what} is empty`);
  // Basic credentials are encoded later and may hold anything but control characters.
  if (/\p{Cc}/u.test(text)) throw unusable(`${what} holds a line break or control character`);
  return secret;
}

/** Is this text fit for a header value as it is? */
export function isHeaderText(text: string): boolean {
  return HEADER_TEXT.test(text);
}

function unusable(detail: string): Error {
  return fail("UPSTREAM_AUTH", { source: "sightglass", detail });
}
