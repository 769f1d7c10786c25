import type { TimeRange, TimeZone } from "../time/TimeRange.ts";

/** Where a variable's values come from. */
export type VariableChoice =
  /** Values of a label, now. `selector` narrows them ("" = all series); it may name variables that stand before it. */
  | {
      readonly kind: "label";
      readonly sourceId: string;
      readonly label: string;
      readonly selector: string;
    }
  | { readonly kind: "list"; readonly values: readonly { readonly value: string; readonly words: string }[] }
  /** Typed by the reader; `pattern` is a regular expression (RE2) that the whole text must match. */
  | { readonly kind: "text"; readonly pattern: string; readonly example: string };

/** Something a reader of the board may choose. */
export interface BoardVariable {
  /** As queries name it: `$cluster`. */
  readonly name: string;
  /** As readers see it: "Customer". */
  readonly label: string;
  readonly choice: VariableChoice;
  /** Several at once, or all of them: only where every use is a `=~` or `!~` matcher. */
  readonly isMulti: boolean;
  /** Chosen at first; empty = all where `isMulti`, else the first there is. */
  readonly initial: readonly string[];
}

/** A panel's place: left to right, top to bottom, in the order of the list. */
export interface BoardItem {
  readonly panelId: string;
  /** Of 12 columns. */
  readonly width: number;
  /** In rows of the grid (`BOARD_LIMITS.rowPx` each). */
  readonly height: number;
}

export interface Board {
  readonly name: string;
  /** Groups boards in the list; "" = none. */
  readonly folder: string;
  readonly description: string;
  readonly items: readonly BoardItem[];
  readonly variables: readonly BoardVariable[];
  readonly range: TimeRange;
  readonly zone: TimeZone;
  /** Milliseconds, 0 = off. */
  readonly refreshMs: number;
}

export const BOARD_LIMITS = {
  name: 120,
  folder: 80,
  description: 1000,
  items: 60,
  variables: 5,
  values: 200,
  valueLength: 200,
  columns: 12,
  minWidth: 3,
  minHeight: 2,
  maxHeight: 16,
  rowPx: 48,
} as const;

/** What a reader chose, by the variable's name; an empty list is "all". */
export type VariableValues = Readonly<Record<string, readonly string[]>>;
