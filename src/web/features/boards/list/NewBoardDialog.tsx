import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { BOARD_LIMITS, type Board } from "../../../../domain/panel/Board.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo } from "../../../lib/route.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Field } from "../../../ui/Field.tsx";
import { Input } from "../../../ui/Input.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { createBoard } from "../edit/editCalls.ts";
import { newKey } from "../edit/newKey.ts";

const EMPTY: Board = {
  name: "",
  folder: "",
  description: "",
  items: [],
  variables: [],
  range: { from: "now-6h", to: "now" },
  zone: "browser",
  refreshMs: 60_000,
};

/** A name is all that a new board needs. */
export function NewBoardDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [words, setWords] = useState({ name: "", folder: "" });
  const [key] = useState(newKey);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const board = {
        ...EMPTY,
        items: [],
        variables: [],
        name: words.name.trim(),
        folder: words.folder.trim(),
      };
      const { id } = await createBoard({ board }, key);
      void client.invalidateQueries({ queryKey: ["boards"] });
      onClose();
      appLocation.go(linkTo({ page: "board", boardId: id }));
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title="New board" onClose={onClose}>
      <form className="flex flex-col gap-3.5" onSubmit={(event) => void make(event)}>
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              data-autofocus
              maxLength={BOARD_LIMITS.name}
              value={words.name}
              onChange={(event) => setWords({ ...words, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Folder" hint="Groups boards in the list; may stay empty.">
          {(control) => (
            <Input
              {...control}
              maxLength={BOARD_LIMITS.folder}
              value={words.folder}
              onChange={(event) => setWords({ ...words, folder: event.target.value })}
            />
          )}
        </Field>
        {problem && <ProblemNotice problem={problem} className="p-0!" />}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={words.name.trim() === "" || isBusy}>
            Make board
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
