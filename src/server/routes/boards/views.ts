import type { BoardList, BoardView } from "../../../contract/boards.ts";
import { type PanelView, panelDocument } from "../../../contract/panels.ts";
import { boardDocument } from "../../../contract/boards.ts";
import type { Board } from "../../../domain/panel/Board.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import type { ShelfBoard } from "../../panels/BoardShelf.ts";
import type { BoardRow, PanelRow } from "../../store/Store.ts";
import type { Stamp } from "../../store/Change.ts";

/** What leaves for editors, field by field. A document leaves as its schema has it. */

const stampView = ({ atMs, by }: Stamp) => ({ atMs, by });

export const panelOut = (panel: Panel): PanelView["panel"] => panelDocument.parse(panel);
export const boardOut = (board: Board): BoardView["board"] => boardDocument.parse(board);

export function panelViewOf({
  id,
  rev,
  boardId,
  panel,
  owner,
  created,
  changed,
  lastRun,
}: PanelRow): PanelView {
  return {
    id,
    rev,
    boardId,
    panel: panelOut(panel),
    owner,
    created: stampView(created),
    changed: stampView(changed),
    ...(lastRun && { lastRun: stampView(lastRun) }),
  };
}

/** Panels in the order in which they stand. */
export function boardViewOf(
  { id, rev, board, owner, created, changed }: BoardRow,
  panels: readonly PanelRow[],
): BoardView {
  const places = new Map(board.items.map(({ panelId }, at) => [panelId, at]));
  const placeOf = (panel: PanelRow): number => places.get(panel.id) ?? places.size;
  return {
    id,
    rev,
    board: boardOut(board),
    panels: panels.toSorted((a, b) => placeOf(a) - placeOf(b)).map(panelViewOf),
    owner,
    created: stampView(created),
    changed: stampView(changed),
  };
}

/** `names` are those of panels, by id; what is not among them is no longer there. */
export function boardLineOf(
  { id, board, changed, isStarter }: ShelfBoard,
  names: ReadonlyMap<string, string>,
): BoardList["boards"][number] {
  const { name, folder, description, items } = board;
  const panels = items.flatMap(({ panelId }) => {
    const panelName = names.get(panelId);
    return panelName === undefined ? [] : [{ id: panelId, name: panelName }];
  });
  return { id, name, folder, description, panels, changed: stampView(changed), isStarter };
}
