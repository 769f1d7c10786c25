import type { EditorHandle } from "../../../editor/EditorTypes.ts";
import type { Narrowing } from "../../../../domain/query/narrow.ts";

/** What a query row can do to the page; stable handlers, so none of them is read while rendering. */
export interface RowActions {
  readonly focus: (letter: string) => void;
  /** The row's editor, while it is on the page. */
  readonly register: (letter: string, handle: EditorHandle | null) => void;
  readonly edit: (letter: string, text: string) => void;
  /** Runs the page with this row's text, which may be newer than the page's. */
  readonly run: (letter: string, text: string) => void;
  readonly cancel: (letter: string) => void;
  readonly toggle: (letter: string) => void;
  readonly format: (letter: string, text: string) => void;
  readonly walkHistory: (letter: string, direction: "older" | "newer") => void;
  readonly duplicate: (letter: string) => void;
  readonly remove: (letter: string) => void;
  readonly move: (letter: string, by: -1 | 1) => void;
  readonly chooseSource: (letter: string) => void;
  readonly copyCurl: (letter: string) => void;
  /** Runs the row although its source would read more than its budget. */
  readonly confirm: (letter: string) => void;
  /** Adds a row of the same labels on the other kind of source. */
  readonly showOther: (letter: string) => void;
  /** Asks what the row's labels are called there. */
  readonly pairLabels: (letter: string) => void;
  readonly narrow: (letter: string, narrowing: Narrowing) => void;
}
