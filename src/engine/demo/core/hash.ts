/**
 * Randomness without state: the same key gives the same number on every machine. 32-bit integer mixing (the finalizer of
 * MurmurHash3), because Math.imul, shifts and + are exact everywhere.
 */
export function mix(seed: number, key: number): number {
  let hash = (seed ^ Math.imul(key, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** In [0, 1). */
export function unitHash(seed: number, key: number): number {
  return mix(seed, key) / 0x1_0000_0000;
}

/** FNV-1a over UTF-16 units, then mixed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, text.length);
}

/** Of a list of texts, by order. */
export function hashTexts(texts: readonly string[]): number {
  let hash = texts.length;
  for (const text of texts) hash = mix(hash, hashText(text));
  return hash;
}

/** `length` digits of base 16. */
export function hexHash(text: string, length: number): string {
  return digits(hashText(text), { length, alphabet: "0123456789abcdef" });
}

/** As Kubernetes names pods: no vowels and no look-alikes (apimachinery, util/rand). */
export function podSuffix(text: string, length: number): string {
  return digits(hashText(text), { length, alphabet: "bcdfghjklmnpqrstvwxz2456789" });
}

function digits(seed: number, shape: { readonly length: number; readonly alphabet: string }): string {
  let text = "";
  for (let i = 0; i < shape.length; i++) text += shape.alphabet[mix(seed, i) % shape.alphabet.length] ?? "";
  return text;
}
