import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Combobox } from "../../../ui/Combobox.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { boardsQuery } from "../../../lib/boards.ts";

export interface MoveDialogProps {
  readonly name: string;
  readonly boardId: string;
  /** It stays here, and a copy goes there. */
  readonly isCopy: boolean;
  readonly onMove: (boardId: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Where a panel goes. */
export function MoveDialog({ name, boardId, isCopy, onMove, onClose }: MoveDialogProps) {
  const boards = useQuery(boardsQuery);
  const others = (boards.data?.boards ?? []).filter(({ id, isStarter }) => id !== boardId && !isStarter);
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const move = async () => {
    setBusy(true);
    try {
      await onMove(chosen);
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={isCopy ? `Copy “${name}” to a board` : `Move “${name}” to another board`}
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={chosen === "" || isBusy} onClick={() => void move()}>
            {isCopy ? "Copy" : "Move"}
          </Button>
        </>
      }
    >
      <Combobox
        label="Board"
        icon="layout-dashboard"
        value={chosen}
        options={others.map(({ id, name: label, folder }) => ({
          value: id,
          label,
          ...(folder !== "" && { note: folder }),
        }))}
        placeholder={others.length === 0 ? "There is no other board" : "Choose a board"}
        onChange={setChosen}
      />
      <p className="text-xs text-fg-2">Its queries may use only choices that the other board has, too.</p>
      {problem && <ProblemNotice problem={problem} className="p-0!" />}
    </Dialog>
  );
}
