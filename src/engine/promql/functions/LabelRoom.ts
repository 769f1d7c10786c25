import { EngineError } from "../../EngineError.ts";

/** Names that a query gives to labels are no longer than this. */
const LONGEST_NAME = 1_024;
/** Values up to this are free. */
const LONG_VALUE = 1_024;
/** What the longer values of one call may come to, in UTF-16 units. */
const MOST_LONG_UNITS = 8 * 1024 ** 2;

/**
 * How much text a function may write into labels. Prometheus sets no bound: a label_join that doubles its label, thirty
 * times within itself, would take all memory there is.
 */
export class LabelRoom {
  #left = MOST_LONG_UNITS;

  constructor(name: string) {
    LabelRoom.checkName(name);
  }

  /** For values that are short in any case. */
  static checkName(name: string): void {
    if (name.length > LONGEST_NAME)
      throw new EngineError("execution", `label name of more than ${LONGEST_NAME} characters`);
  }

  /** Called before a value is put together of the parts. */
  take(parts: readonly string[]): void {
    let units = 0;
    for (const part of parts) units += part.length;
    if (units > LONG_VALUE) this.#left -= units;
    if (this.#left < 0)
      throw new EngineError("execution", `label values of more than ${MOST_LONG_UNITS} characters in all`);
  }
}
