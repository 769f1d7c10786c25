/** Where and why Prometheus' parser gives up; only the first such place is ever told. */
export class ParseRefusal extends Error {
  override readonly name = "ParseRefusal";
  /** Offset (UTF-16) into the query. */
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const LINE_BREAK = /\n/g;

/** `line:col` as Prometheus counts it (posrange): from 1, columns in UTF-8 bytes. */
export function lineAndColumn(query: string, offset: number): string {
  if (query === "") return "unknown position";
  const before = query.slice(0, offset);
  const line = (before.match(LINE_BREAK)?.length ?? 0) + 1;
  const column = utf8Length(before.slice(before.lastIndexOf("\n") + 1)) + 1;
  return `${line}:${column}`;
}

/** Bytes of the text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
