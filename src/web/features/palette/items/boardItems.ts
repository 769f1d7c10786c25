import type { BoardList } from "../../../../contract/boards.ts";
import { visibleText } from "../../../../domain/format/visibleText.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo, routeOf } from "../../../lib/route.ts";
import { recordOf } from "../../../lib/useLinkState.ts";
import type { PaletteItem } from "../PaletteTypes.ts";

type BoardLine = BoardList["boards"][number];

const GROUP = "Boards and panels";

/** Every board, and behind them every panel of each. */
export function boardItems(boards: readonly BoardLine[]): readonly PaletteItem[] {
  return [...boards.map(boardItem), ...boards.flatMap(panelItems)];
}

function boardItem({ id, name, folder, description }: BoardLine): PaletteItem {
  return {
    id: `board:${id}`,
    group: GROUP,
    icon: "layout-dashboard",
    text: visibleText(name),
    note: folder === "" ? "Board" : `Board, ${visibleText(folder)}`,
    also: `board ${folder} ${description}`,
    run: () => appLocation.go(linkTo({ page: "board", boardId: id })),
  };
}

function panelItems({ id: boardId, name: boardName, folder, panels }: BoardLine): readonly PaletteItem[] {
  return panels.map(({ id, name }) => ({
    id: `panel:${id}`,
    group: GROUP,
    icon: "bookmark",
    text: visibleText(name),
    note: `Panel, ${visibleText(boardName)}`,
    also: `panel ${boardName} ${folder}`,
    run: () => openPanel(boardId, id),
  }));
}

/** The board at this panel; of the board that is open, range and choices stay. */
function openPanel(boardId: string, panelId: string): void {
  const { path, search } = appLocation.get();
  const here = routeOf(path);
  const isHere = here.page === "board" && here.boardId === boardId;
  const kept = isHere ? recordOf(search) : {};
  appLocation.go(linkTo({ page: "board", boardId }, { ...kept, panel: panelId }));
}
