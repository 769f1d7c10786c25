import { type BoardCreation, boardView, type BoardView } from "../../../../contract/boards.ts";
import { panelView, type PanelView } from "../../../../contract/panels.ts";
import type { Board } from "../../../../domain/panel/Board.ts";
import type { Panel } from "../../../../domain/panel/Panel.ts";
import { call } from "../../../lib/api.ts";
import { contentKey } from "../../../lib/contentKey.ts";

/** Every change an editor can ask for. All throw ProblemError. */

export interface Revised<T> {
  readonly rev: number;
  readonly document: T;
}

/** With the same base the same board is made once. */
export const createBoard = (body: BoardCreation, keyBase: string): Promise<BoardView> =>
  call({
    method: "POST",
    path: "/api/boards",
    body,
    answer: boardView,
    idempotencyKey: contentKey(keyBase, body),
  });

export const saveBoard = (boardId: string, { rev, document }: Revised<Board>): Promise<BoardView> =>
  call({ method: "PUT", path: `/api/boards/${boardId}`, body: { rev, board: document }, answer: boardView });

export const deleteBoard = (boardId: string): Promise<void> =>
  call({ method: "DELETE", path: `/api/boards/${boardId}` });

export const restoreBoard = (boardId: string): Promise<void> =>
  call({ method: "POST", path: `/api/boards/${boardId}/restore`, body: {} });

export interface NewPanel {
  readonly boardId: string;
  readonly panel: Panel;
}

/** With the same base the same panel is made once. */
export const createPanel = (body: NewPanel, keyBase: string): Promise<PanelView> =>
  call({
    method: "POST",
    path: "/api/panels",
    body,
    answer: panelView,
    idempotencyKey: contentKey(keyBase, body),
  });

export const savePanel = (panelId: string, { rev, document }: Revised<Panel>): Promise<PanelView> =>
  call({ method: "PUT", path: `/api/panels/${panelId}`, body: { rev, panel: document }, answer: panelView });

export const deletePanel = (panelId: string): Promise<void> =>
  call({ method: "DELETE", path: `/api/panels/${panelId}` });

export const restorePanel = (panelId: string): Promise<void> =>
  call({ method: "POST", path: `/api/panels/${panelId}/restore`, body: {} });

export const copyPanel = (panelId: string, boardId: string): Promise<PanelView> =>
  call({ method: "POST", path: `/api/panels/${panelId}/copy`, body: { boardId }, answer: panelView });

export const movePanel = (panelId: string, boardId: string): Promise<PanelView> =>
  call({ method: "POST", path: `/api/panels/${panelId}/move`, body: { boardId }, answer: panelView });
