import { recordOf, textOf } from "../../../domain/problem/parseProblem.ts";
import { panelDocument } from "../../../contract/panels.ts";
import { newKeyBase } from "../../lib/contentKey.ts";
import { readStored, writeStored } from "../../lib/storage.ts";
import type { PanelPost } from "./saveCalls.ts";

/** As typed into the dialog. */
export interface SaveFields {
  readonly name: string;
  readonly note: string;
  /** `NEW_BOARD`, or the id of one; "" = none chosen. */
  readonly boardId: string;
  readonly newBoard: string;
  /** Labels that are left to the reader. */
  readonly chosen: readonly string[];
  /** While a saved panel is edited: make another one of it. */
  readonly isNew: boolean;
}

export const NEW_BOARD = "new";

export interface SaveDraft {
  /** The queries it is about; it is shown for no others. */
  readonly about: string;
  /** Random; what is sent for this draft takes its keys from it. */
  readonly id: string;
  readonly fields: SaveFields;
  /** Sent without an answer: whether it was saved, only sending it again tells. */
  readonly unanswered: PanelPost | null;
}

const KEY = "draft:save-panel";

/** What was typed for these queries and not saved yet, in this browser (F47, F59). */
export function readSaveDraft(about: string): SaveDraft | null {
  return readStored(KEY, (value) => {
    const given = recordOf(value);
    const fields = recordOf(given?.["fields"]);
    if (!given || !fields || given["about"] !== about) return null;
    const text = (name: string) => textOf(fields[name]) ?? "";
    const chosen = Array.isArray(fields["chosen"]) ? fields["chosen"] : [];
    return {
      about,
      id: textOf(given["id"]) ?? newKeyBase(),
      fields: {
        name: text("name"),
        note: text("note"),
        boardId: text("boardId"),
        newBoard: text("newBoard"),
        chosen: chosen.filter((one): one is string => typeof one === "string"),
        isNew: fields["isNew"] === true,
      },
      unanswered: postOf(given["unanswered"]),
    };
  });
}

function postOf(value: unknown): PanelPost | null {
  const given = recordOf(value);
  const boardId = textOf(given?.["boardId"]);
  const key = textOf(given?.["key"]);
  const panel = panelDocument.safeParse(given?.["panel"]);
  return boardId && key && panel.success ? { boardId, key, panel: panel.data } : null;
}

/** Null removes it. */
export function writeSaveDraft(draft: SaveDraft | null): void {
  writeStored(KEY, draft ?? undefined);
}
