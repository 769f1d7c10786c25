import { type BoardCreation, boardView } from "../../../contract/boards.ts";
import { type PanelCreation, panelView, type PanelView } from "../../../contract/panels.ts";
import type { Board, BoardVariable } from "../../../domain/panel/Board.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { ProblemError } from "../../../domain/problem/Problem.ts";
import { call } from "../../lib/api.ts";

/** What saving asks of the server. All throw ProblemError. */

export const askPanel = (id: string, signal: AbortSignal) =>
  call({ path: `/api/panels/${id}`, answer: panelView, signal });

export const askDocument = (boardId: string, signal?: AbortSignal) =>
  call({ path: `/api/boards/${boardId}/document`, answer: boardView, ...(signal && { signal }) });

/** A new board without panels; the same key makes the same board (F52). */
export async function createBoard(board: Board, idempotencyKey: string): Promise<string> {
  const body: BoardCreation = {
    board: { ...board, items: [], variables: board.variables.map(writable) },
  };
  const made = await call({ method: "POST", path: "/api/boards", body, answer: boardView, idempotencyKey });
  return made.id;
}

const writable = (variable: BoardVariable): BoardCreation["board"]["variables"][number] =>
  structuredClone(variable) as BoardCreation["board"]["variables"][number];

/** Adds what the board does not have yet; tried once more where somebody changed the board in between. */
export async function addVariables(boardId: string, variables: readonly BoardVariable[]): Promise<void> {
  const add = async () => {
    const { rev, board } = await askDocument(boardId);
    const known = new Set(board.variables.map(({ name }) => name));
    const missing = variables.filter(({ name }) => !known.has(name));
    if (missing.length === 0) return;
    const body = { rev, board: { ...board, variables: [...board.variables, ...missing.map(writable)] } };
    await call({ method: "PUT", path: `/api/boards/${boardId}`, body, answer: boardView });
  };
  try {
    await add();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "EDIT_CONFLICT") throw error;
    await add();
  }
}

export interface PanelPost {
  readonly boardId: string;
  readonly panel: Panel;
  /** One per content: sent again with the same one, there is one panel (F52). */
  readonly key: string;
}

export const createPanel = ({ boardId, panel, key }: PanelPost): Promise<PanelView> =>
  call({
    method: "POST",
    path: "/api/panels",
    body: { boardId, panel: structuredClone(panel) as PanelCreation["panel"] },
    answer: panelView,
    idempotencyKey: key,
  });

export const changePanel = (id: string, { rev, panel }: { rev: number; panel: Panel }): Promise<PanelView> =>
  call({ method: "PUT", path: `/api/panels/${id}`, body: { rev, panel }, answer: panelView });

export const movePanel = (id: string, boardId: string): Promise<PanelView> =>
  call({ method: "POST", path: `/api/panels/${id}/move`, body: { boardId }, answer: panelView });
