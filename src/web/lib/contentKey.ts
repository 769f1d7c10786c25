/** A random start for the keys of one draft or dialog. Works without a secure context, too. */
export const newKeyBase = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * One Idempotency-Key per draft and content: whoever sends the same again means the same (F52). 32 bits tell apart
 * what one draft ever says.
 */
export function contentKey(base: string, content: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(content)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return `${base}-${(hash >>> 0).toString(16)}`;
}
