import { logqlSelector } from "../../../../domain/browse/logqlSelector.ts";
import { promqlSelector } from "../../../../domain/browse/promqlSelector.ts";
import type { QuerySelector } from "../../../../domain/browse/QuerySelector.ts";
import { isLoki } from "../BrowserTypes.ts";

/** The first selector of a query in the language of its source; null where there is none to edit. */
export function firstSelector(text: string, source: { readonly kind: string }): QuerySelector | null {
  return isLoki(source) ? logqlSelector(text) : promqlSelector(text);
}
