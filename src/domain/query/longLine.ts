/** Prometheus and Loki both split an expression whose one-line form has more bytes than this, indent not counted. */
const MAX_LINE_BYTES = 100;

export function isLongLine(text: string): boolean {
  return text.length > MAX_LINE_BYTES || utf8Length(text) > MAX_LINE_BYTES;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
