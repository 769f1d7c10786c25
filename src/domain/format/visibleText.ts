/**
 * Characters that change how text around them looks, or look like nothing: C0 and C1 controls, line and paragraph
 * separators, soft hyphen, zero-width marks, and the bidirectional controls of UAX #9 ("Trojan Source",
 * CVE-2021-42574). Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** The block "Control Pictures": ␀ is U+2400, ␊ U+240A. */
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = "\u2421";

/**
 * Text of a source as it may be shown: what cannot be seen is a glyph (␊) or its code point (⟨U+202E⟩), so that no
 * name or value can hide or reorder what stands beside it. The same string when there is nothing to show.
 */
export function visibleText(text: string): string {
  return text.replaceAll(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
    if (code === DELETE) return DELETE_PICTURE;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
