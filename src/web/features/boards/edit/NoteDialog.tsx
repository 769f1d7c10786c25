import { useState } from "react";
import { PANEL_LIMITS } from "../../../../domain/panel/Panel.ts";
import { TextAreaField, TextField } from "../../../ui/TextField.tsx";
import { MakeDialog } from "./MakeDialog.tsx";
import type { NewNote } from "./usePanelActions.ts";

export interface NoteDialogProps {
  readonly boardId: string;
  /** Throws ProblemError; with one base the same note is made once. */
  readonly onAdd: (note: NewNote, keyBase: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Plain words on the board, which ask nothing: everything else that stands there is saved from Explore. */
export function NoteDialog({ boardId, onAdd, onClose }: NoteDialogProps) {
  const [words, setWords] = useState({ name: "What to do", note: "" });
  const [name, note] = [words.name.trim(), words.note.trim()];
  const add = async (keyBase: string) => {
    await onAdd({ boardId, name, note }, keyBase);
    onClose();
  };
  return (
    <MakeDialog
      title="Add a note"
      action="Add note"
      isReady={name !== "" && note !== ""}
      onMake={add}
      onClose={onClose}
    >
      <TextField
        label="Name"
        maxLength={PANEL_LIMITS.name}
        value={words.name}
        onChange={(text) => setWords({ ...words, name: text })}
      />
      <TextAreaField
        label="Note"
        hint="In plain words; an empty line begins a paragraph."
        data-autofocus
        maxLength={PANEL_LIMITS.note}
        value={words.note}
        onChange={(text) => setWords({ ...words, note: text })}
      />
    </MakeDialog>
  );
}
