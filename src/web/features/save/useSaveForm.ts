import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PanelView } from "../../../contract/panels.ts";
import type { BoardVariable } from "../../../domain/panel/Board.ts";
import type { Problem } from "../../../domain/problem/Problem.ts";
import { contentKey, newKeyBase } from "../../lib/contentKey.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { type Conflict, conflictOf } from "./Conflict.ts";
import { savedVariables } from "./keptMentions.ts";
import { panelOf } from "./panelOf.ts";
import { isRefusal, postPanel } from "./postPanel.ts";
import { readerChoices, variablesFor } from "./readerChoices.ts";
import { addVariables, askDocument, changePanel, createBoard, type PanelPost } from "./saveCalls.ts";
import { NEW_BOARD, readSaveDraft, type SaveFields, writeSaveDraft } from "./saveDraft.ts";
import { aboutOf, firstFields, type SaveSubject } from "./SaveSubject.ts";

export interface SaveErrors {
  readonly name?: string;
  readonly boardId?: string;
  readonly newBoard?: string;
}

export type SaveForm = ReturnType<typeof useSaveForm>;

function errorsOf(fields: SaveFields, isChange: boolean): SaveErrors {
  return {
    ...(fields.name.trim() === "" && { name: "Give it a name." }),
    ...(!isChange && fields.boardId === "" && { boardId: "Choose a board." }),
    ...(!isChange &&
      fields.boardId === NEW_BOARD &&
      fields.newBoard.trim() === "" && { newBoard: "Give the board a name." }),
  };
}

/** The fields, kept in this browser from the first change until they are saved. */
function useKeptFields(subject: SaveSubject) {
  const about = aboutOf(subject);
  const [draft] = useState(() => readSaveDraft(about));
  const [id] = useState(() => draft?.id ?? newKeyBase());
  const [fields, setFields] = useState(() => draft?.fields ?? firstFields(subject));
  const [unanswered, setUnanswered] = useState(draft?.unanswered ?? null);
  const [isRestored, setRestored] = useState(draft !== null);
  const keep = (next: SaveFields, sent: PanelPost | null) => {
    setFields(next);
    setUnanswered(sent);
    writeSaveDraft({ about, id, fields: next, unanswered: sent });
  };
  return {
    id,
    fields,
    unanswered,
    isRestored,
    keep,
    change: (change: Partial<SaveFields>) => keep({ ...fields, ...change }, unanswered),
    startOver: () => {
      setRestored(false);
      setFields(firstFields(subject));
      writeSaveDraft(null);
    },
    drop: () => writeSaveDraft(null),
  };
}

/** What is offered to readers, and the variable of the board behind each label. */
function useVariables(subject: SaveSubject, boardId: string) {
  const { state, saved, languageOf } = subject;
  const document = useQuery({
    queryKey: ["board", boardId, "document"],
    queryFn: ({ signal }) => askDocument(boardId, signal),
    enabled: boardId !== NEW_BOARD && boardId !== "",
  });
  const existing: readonly BoardVariable[] = document.data?.board.variables ?? [];
  const queries = state.queries.map((row) => ({ ...row, legend: "" }));
  const choices = readerChoices(queries, languageOf);
  const kept = saved ? savedVariables(saved.panel, existing, languageOf) : new Map<string, BoardVariable>();
  const variables = new Map([...variablesFor(choices, existing), ...kept]);
  return { variables, existing, boardName: document.data?.board.name ?? "" };
}

interface Sending {
  readonly subject: SaveSubject;
  readonly kept: ReturnType<typeof useKeptFields>;
  readonly variables: ReadonlyMap<string, BoardVariable>;
  readonly asNew: boolean;
  readonly rev: number | undefined;
}

/** The board where it is new, its variables, then the panel: each step may be done again without harm. */
async function sendPanel({ subject, kept, variables, asNew, rev }: Sending): Promise<PanelView> {
  const { fields, id, unanswered, keep } = kept;
  const { saved } = subject;
  const panel = panelOf({ ...subject, saved: saved?.panel ?? null, fields, variables });
  const isNewBoard = asNew && fields.boardId === NEW_BOARD;
  const newName = fields.newBoard.trim();
  const boardId = isNewBoard
    ? await createBoard(subject.boardFor(newName), contentKey(id, newName))
    : (asNew ? fields.boardId : saved?.boardId) || "";
  const wanted = [...variables].flatMap(([label, one]) => (fields.chosen.includes(label) ? [one] : []));
  if (wanted.length > 0) await addVariables(boardId, wanted);
  if (!asNew && saved) return await changePanel(saved.id, { rev: rev ?? subject.rev, panel });
  const post = { boardId, panel, key: contentKey(id, [boardId, panel]) };
  // Before it is sent: a reload in the middle must know of it.
  keep(fields, unanswered ?? post);
  return await postPanel(post, unanswered);
}

export interface SavedAs {
  readonly view: PanelView;
  readonly isNew: boolean;
}

/** The dialog's life: typed, sent, kept. Nothing typed is lost to a failure or a reload. */
export function useSaveForm(subject: SaveSubject, onSaved: (saved: SavedAs) => void) {
  const client = useQueryClient();
  const kept = useKeptFields(subject);
  const { fields, keep } = kept;
  const { saved } = subject;
  const isChange = saved !== null && !fields.isNew;
  const known = useVariables(subject, isChange ? saved.boardId : fields.boardId);
  const [isJudged, setJudged] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const save = async ({
    asNew = !isChange,
    rev,
  }: { readonly asNew?: boolean; readonly rev?: number } = {}) => {
    setJudged(true);
    if (isBusy || Object.keys(errorsOf(fields, !asNew)).length > 0) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const view = await sendPanel({ subject, kept, variables: known.variables, asNew, rev });
      kept.drop();
      void client.invalidateQueries({ queryKey: ["boards"] });
      void client.invalidateQueries({ queryKey: ["board", view.boardId] });
      void client.invalidateQueries({ queryKey: ["panel", view.id] });
      onSaved({ view, isNew: asNew });
    } catch (error) {
      const found = toProblem(error);
      if (isRefusal(error)) keep(fields, null);
      // The board may be there by now.
      void client.invalidateQueries({ queryKey: ["boards"] });
      setConflict(conflictOf(found));
      setProblem(found);
    } finally {
      setBusy(false);
    }
  };
  return {
    ...kept,
    ...known,
    errors: isJudged ? errorsOf(fields, isChange) : {},
    isBusy,
    isChange,
    problem,
    conflict,
    save,
    closeConflict: () => setConflict(null),
    mine: () => panelOf({ ...subject, saved: saved?.panel ?? null, fields, variables: known.variables }),
  };
}
