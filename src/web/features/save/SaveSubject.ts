import type { PanelView } from "../../../contract/panels.ts";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { type Board } from "../../../domain/panel/Board.ts";
import { panelFromExplore } from "../../../domain/panel/panelFromExplore.ts";
import { readStored, writeStored } from "../../lib/storage.ts";
import { labelsLeft } from "./keptMentions.ts";
import { proposeName } from "./proposeName.ts";
import type { LanguageOf } from "./readerChoices.ts";
import { NEW_BOARD, type SaveFields } from "./saveDraft.ts";

/** What is to be saved, and where it may go. */
export interface SaveSubject {
  readonly state: ExploreState;
  readonly hasLogs: boolean;
  readonly languageOf: LanguageOf;
  /** The saved panel that is edited, as it is now. */
  readonly saved: PanelView | null;
  /** The revision that was opened. */
  readonly rev: number;
  /** Boards that may be changed. */
  readonly boards: readonly { readonly id: string; readonly name: string; readonly folder: string }[];
  /** A new board, with the page's range and zone. */
  readonly boardFor: (name: string) => Board;
}

const LAST_BOARD = "last-board";

export const rememberBoard = (boardId: string) => writeStored(LAST_BOARD, boardId);

/** Tells drafts apart: for other queries another one. */
export function aboutOf({ state }: Pick<SaveSubject, "state">): string {
  const rows = state.queries.map(({ letter, sourceId, expr }) => [letter, sourceId, expr]);
  return JSON.stringify([state.editing?.id ?? "", rows]);
}

export function firstFields({ state, hasLogs, languageOf, saved, boards }: SaveSubject): SaveFields {
  const last = readStored(LAST_BOARD, (value) => (typeof value === "string" ? value : null));
  const board = boards.find(({ id }) => id === last) ?? boards[0];
  const own = { boardId: saved?.boardId ?? board?.id ?? NEW_BOARD, newBoard: "", isNew: false };
  if (saved) {
    const { name, note, queries } = saved.panel;
    const chosen = queries.flatMap(({ expr, sourceId }) => labelsLeft(expr, languageOf(sourceId)));
    return { ...own, name, note, chosen: [...new Set(chosen)] };
  }
  const { queries } = panelFromExplore(state, { unit: "", hasLines: hasLogs });
  return { ...own, name: proposeName(queries, languageOf), note: "", chosen: [] };
}
