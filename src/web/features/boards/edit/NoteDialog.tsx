import { type FormEvent, useState } from "react";
import { PANEL_LIMITS } from "../../../../domain/panel/Panel.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";
import { Input, TextArea } from "../../../ui/Input.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { newKey } from "./newKey.ts";
import type { NewNote } from "./usePanelActions.ts";

export interface NoteDialogProps {
  /** Throws ProblemError; the same key makes one note. */
  readonly onAdd: (note: NewNote, key: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Plain words on the board, which ask nothing: everything else that stands there is saved from Explore. */
export function NoteDialog({ onAdd, onClose }: NoteDialogProps) {
  const [words, setWords] = useState({ name: "What to do", note: "" });
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const isReady = words.name.trim() !== "" && words.note.trim() !== "" && !isBusy;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onAdd({ name: words.name.trim(), note: words.note.trim() }, key);
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Add a note" onClose={onClose}>
      <form className="flex flex-col gap-3.5" onSubmit={(event) => void add(event)}>
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              maxLength={PANEL_LIMITS.name}
              value={words.name}
              onChange={(event) => setWords({ ...words, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Note" hint="In plain words; an empty line begins a paragraph.">
          {(control) => (
            <TextArea
              {...control}
              data-autofocus
              maxLength={PANEL_LIMITS.note}
              value={words.note}
              onChange={(event) => setWords({ ...words, note: event.target.value })}
            />
          )}
        </Field>
        {problem && <ProblemNotice problem={problem} className="p-0!" />}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={!isReady}>
            Add note
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
