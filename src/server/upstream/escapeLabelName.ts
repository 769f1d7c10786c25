const LEGACY = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLAIN = /^[A-Za-z0-9]$/;
const MAX_BYTES = 1_024;

/**
 * A label name as one safe path segment: as it is when legacy, else in Prometheus' value escaping ("U__" and
 * "_2e_" for a dot; prometheus/common model.EscapeName), so a name like ".." never meets a path normaliser.
 * Null when it is empty, longer than 1,024 bytes or not well-formed.
 */
export function escapeLabelName(name: string): string | null {
  if (name === "" || !name.isWellFormed() || Buffer.byteLength(name) > MAX_BYTES) return null;
  if (LEGACY.test(name)) return name;
  let escaped = "U__";
  let isFirst = true;
  for (const character of name) {
    if (character === "_") escaped += "__";
    else if (PLAIN.test(character) && !(isFirst && character <= "9")) escaped += character;
    else escaped += `_${(character.codePointAt(0) ?? 0).toString(16)}_`;
    isFirst = false;
  }
  return escaped;
}
