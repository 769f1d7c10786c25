/** Puts a query into a call. A comment in it could swallow what follows, so it then gets lines of its own. */
export function wrapText(text: string, head: string, tail: string): string {
  const inner = text.trim();
  return inner.includes("#") ? `${head}\n${inner}\n${tail}` : head + inner + tail;
}

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Applies edits that do not overlap; all offsets are of the text before. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let edited = text;
  for (const { from, to, insert } of edits.toSorted((a, b) => b.from - a.from)) {
    edited = edited.slice(0, from) + insert + edited.slice(to);
  }
  return edited;
}
