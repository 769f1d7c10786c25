const WORD = /\w/;

/** The word that `offset` stands in or beside, as offsets into `text`; empty where there is none. */
export function wordAround(text: string, offset: number): { readonly from: number; readonly to: number } {
  let from = offset;
  while (from > 0 && WORD.test(text.charAt(from - 1))) from -= 1;
  let to = offset;
  while (to < text.length && WORD.test(text.charAt(to))) to += 1;
  return { from, to };
}
