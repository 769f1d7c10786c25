import type { PaletteBoard } from "../features/palette/PaletteTypes.ts";

let current: PaletteBoard | null = null;

/** What a board says of itself while it is read; the palette takes it when it opens. */
export const boardHere = {
  get: (): PaletteBoard | null => current,
  set(board: PaletteBoard | null): void {
    current = board;
  },
};
