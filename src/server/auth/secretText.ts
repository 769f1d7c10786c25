import { hash, randomBytes } from "node:crypto";

/** 256 random bits, 43 characters of base64url: the value of a cookie, the text of a token. */
export function randomText(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * What is kept of such a text, and looked up by: SHA-256 in hex. Nothing slower is needed, since there is nothing to
 * guess, and a look-up by it tells nothing by its timing.
 */
export function hashOf(text: string): string {
  return hash("sha256", text, "hex");
}
