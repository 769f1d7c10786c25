import { useQueryClient } from "@tanstack/react-query";
import { EMPTY_PANEL } from "../../../../domain/panel/defaultPanel.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { showToast, undo } from "../../../ui/toasts.ts";
import { copyPanel, createPanel, deletePanel, movePanel, restorePanel } from "./editCalls.ts";

export interface PanelPlace {
  readonly panelId: string;
  readonly name: string;
  readonly boardId: string;
}

export interface NewNote {
  readonly boardId: string;
  readonly name: string;
  readonly note: string;
}

export interface PanelActions {
  /** Throws; with one base the same note is made once. */
  readonly addNote: (note: NewNote, keyBase: string) => Promise<void>;
  readonly duplicate: (place: PanelPlace) => Promise<void>;
  readonly copyTo: (place: PanelPlace, boardId: string) => Promise<void>;
  readonly moveTo: (place: PanelPlace, boardId: string) => Promise<void>;
  readonly remove: (place: PanelPlace) => Promise<void>;
}

/** How a change is tried, followed by what shows it, and told. */
interface Desk {
  readonly attempt: (work: () => Promise<unknown>, said: () => void) => Promise<void>;
  readonly refreshed: () => Promise<void>;
}

function useDesk(onDone: () => Promise<void>): Desk {
  const client = useQueryClient();
  const refreshed = async () => {
    await client.invalidateQueries({ queryKey: ["board"] });
    void client.invalidateQueries({ queryKey: ["boards"] });
    void client.invalidateQueries({ queryKey: ["trash"] });
    await onDone();
  };
  const attempt = async (work: () => Promise<unknown>, said: () => void) => {
    try {
      await work();
      await refreshed();
      said();
    } catch (error) {
      const { title, hint, code } = toProblem(error);
      showToast(`${title}. ${hint ?? ""} (${code})`);
    }
  };
  return { attempt, refreshed };
}

/**
 * What is done to a panel at once. `onDone` runs after each, also after its undo; a refusal is said in a toast, since
 * nothing was changed.
 */
export function usePanelActions(onDone: () => Promise<void>): PanelActions {
  const { attempt, refreshed } = useDesk(onDone);
  const back = (name: string, work: () => Promise<unknown>) =>
    undo(() => void attempt(work, () => showToast(`“${name}” is back`)));
  return {
    addNote: async ({ boardId, name, note }, keyBase) => {
      await createPanel({ boardId, panel: { ...EMPTY_PANEL, view: "note", name, note } }, keyBase);
      await refreshed();
      showToast(`“${name}” added, at the end of the board`);
    },
    duplicate: ({ panelId, boardId, name }) =>
      attempt(
        () => copyPanel(panelId, boardId),
        () => showToast(`“${name}” duplicated, at the end of the board`),
      ),
    copyTo: async ({ panelId, name }, boardId) => {
      await copyPanel(panelId, boardId);
      await refreshed();
      showToast(`“${name}” copied`);
    },
    moveTo: async ({ panelId, boardId: from, name }, boardId) => {
      await movePanel(panelId, boardId);
      await refreshed();
      showToast(
        `“${name}” moved`,
        back(name, () => movePanel(panelId, from)),
      );
    },
    remove: ({ panelId, name }) =>
      attempt(
        () => deletePanel(panelId),
        () =>
          showToast(
            `“${name}” deleted; it stays in the trash for 30 days`,
            back(name, () => restorePanel(panelId)),
          ),
      ),
  };
}
