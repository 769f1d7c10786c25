import { LineProblem } from "./ExpositionError.ts";

/** A line of more bytes is no line of metrics. */
const LONGEST_LINE_BYTES = 1_048_576;
const LINE_BREAK = 10;
const NOTHING = new Uint8Array(0);

/** Bytes in any pieces to texts of whole lines, so that no piece ends within a character. */
export class LineDecoder {
  /** The beginning of a line. */
  #cut: Uint8Array = NOTHING;

  /** All lines that are whole by now. */
  write(bytes: Uint8Array): string {
    const joined = this.#cut.length === 0 ? bytes : Buffer.concat([this.#cut, bytes]);
    const end = joined.lastIndexOf(LINE_BREAK) + 1;
    const lines = decodeLines(joined.subarray(0, end));
    // A copy: whose bytes these are may use them for the next piece.
    this.#cut = new Uint8Array(joined.subarray(end));
    if (this.#cut.length > LONGEST_LINE_BYTES)
      throw new LineProblem(`line of more than ${LONGEST_LINE_BYTES} bytes`, linesIn(lines));
    return lines;
  }

  /** What comes behind the last line break. */
  end(): string {
    return decodeLines(this.#cut);
  }
}

function decodeLines(bytes: Uint8Array): string {
  try {
    return decodeStrictly(bytes);
  } catch {
    throw new LineProblem("bytes that are not UTF-8", linesBeforeFault(bytes));
  }
}

const decodeStrictly = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

/** How many whole lines stand before the one that is not UTF-8. */
function linesBeforeFault(bytes: Uint8Array): number {
  let lines = 0;
  let start = 0;
  for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, start)) {
    try {
      decodeStrictly(bytes.subarray(start, end));
    } catch {
      return lines;
    }
    lines++;
    start = end + 1;
  }
  return lines;
}

const linesIn = (text: string): number => text.split("\n").length - 1;
