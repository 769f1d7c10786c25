import type { Labels } from "../labels/Labels.ts";

/** How much text is handed on at a time, in UTF-16 units. */
const CHUNK_UNITS = 32_768;

/** JSON on its way out: parts are put together until they are worth a write. */
export class JsonText {
  readonly #write: (chunk: string) => void;
  #kept = "";

  constructor(write: (chunk: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    this.#kept += text;
    if (this.#kept.length >= CHUNK_UNITS) this.flush();
  }

  flush(): void {
    if (this.#kept !== "") this.#write(this.#kept);
    this.#kept = "";
  }
}

/** A text in JSON. Bytes that are no UTF-8 are lone surrogates in our texts, and replacement characters in Go's JSON. */
export const jsonText = (text: string): string => JSON.stringify(text.toWellFormed());

/** {"__name__":"up","job":"a"} */
export function jsonLabels(labels: Labels): string {
  const { pairs } = labels;
  let text = "{";
  for (let i = 0; i < pairs.length; i += 2)
    text += `${i === 0 ? "" : ","}${jsonText(pairs[i] ?? "")}:${jsonText(pairs[i + 1] ?? "")}`;
  return `${text}}`;
}
