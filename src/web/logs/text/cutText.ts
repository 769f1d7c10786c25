/** What a row shows of a line before the rest is asked for: more than fits on any screen, little enough to lay out at once. */
export const ROW_CHARS = 2_000;

/** The first `limit` UTF-16 units of a text, one less where that would split a character in two. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHighSurrogate ? limit - 1 : limit);
}

const KILO = 1_000;

/** The size of a line in words: "640 B", "100 KB", "1.2 MB"; in UTF-8, as the source counts it. */
export function sizeText(text: string): string {
  const bytes = utf8Length(text);
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}

/** Bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // Each half of a surrogate pair is two of the pair's four bytes.
    else bytes += unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
