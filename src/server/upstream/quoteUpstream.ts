/** Longest title quoted of a web page, and longest message quoted of anything else. */
const TITLE_LENGTH = 80;
const TEXT_LENGTH = 400;

// Control, bidi-override and zero-width characters, which could forge what a reader sees.
const UNSAFE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  nbsp: " ",
};

function oneLine(text: string, length: number): string {
  const flat = text
    .slice(0, length * 8)
    .replaceAll(UNSAFE, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return flat.length > length ? `${flat.slice(0, length - 1).toWellFormed()}…` : flat.toWellFormed();
}

/** A short, single-line, harmless quote of what a source said. */
export function quoteText(text: string): string {
  return oneLine(text, TEXT_LENGTH);
}

/** Does this text begin like a web page? */
export function isHtml(text: string): boolean {
  return /^[\s\ufeff]*<(?:!doctype|html|head|body|title|!--|\?xml|h1|p|div|meta|script)/i.test(
    text.slice(0, 1_024),
  );
}

/** The text of a page's title, at most 80 characters, or null. */
export function pageTitle(html: string): string | null {
  const open = /<title[^>]{0,200}>/i.exec(html);
  if (open === null) return null;
  const start = open.index + open[0].length;
  const end = html.indexOf("</", start);
  const raw = html
    .slice(start, end < 0 ? start + 400 : Math.min(end, start + 400))
    .replaceAll(/<[^>]{0,200}>?/g, " ");
  const title = oneLine(
    raw.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? " "),
    TITLE_LENGTH,
  );
  return title === "" ? null : title;
}
