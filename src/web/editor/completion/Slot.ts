/** The text an accepted completion replaces (UTF-16 offsets), and what of it stands before the cursor. */
export interface Slot {
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}
