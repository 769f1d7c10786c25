import type { Board } from "../../domain/panel/Board.ts";
import { fail } from "../../domain/problem/Problem.ts";
import type { Change } from "../store/Change.ts";
import type { BoardRow, PanelRow, Store } from "../store/Store.ts";

export interface StarterCopy {
  /** As it is to be; its items, if any, name panels of the original. */
  readonly board: Board;
  readonly original: Pick<BoardRow, "board">;
  readonly panels: readonly PanelRow[];
}

/**
 * A board of one's own with the panels of a starter board, which is not in the store. With an Idempotency-Key each step
 * has a key of its own, so that a copy that broke off is finished by the next try.
 */
export async function copyStarter(
  store: Pick<Store, "boards" | "panels">,
  { board, original, panels }: StarterCopy,
  change: Change,
): Promise<BoardRow> {
  const made = await store.boards.create({ ...board, items: [] }, change);
  const items = board.items.length > 0 ? board.items : original.board.items;
  for (const [at, { panelId, width, height }] of items.entries()) {
    const found = panels.find(({ id }) => id === panelId);
    if (found === undefined) continue;
    const { idempotencyKey: key } = change;
    const step = key === undefined ? change : { ...change, idempotencyKey: `${key}-${at}` };
    await store.panels.create(found.panel, { boardId: made.id, width, height }, step);
  }
  const row = await store.boards.get(made.id);
  if (row === undefined) throw fail("BOARD_NOT_FOUND");
  return row;
}
