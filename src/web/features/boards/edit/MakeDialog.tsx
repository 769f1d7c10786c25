import { type FormEvent, type ReactNode, useState } from "react";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { newKeyBase } from "../../../lib/contentKey.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";

export interface MakeDialogProps {
  readonly title: string;
  /** What the button says: "Add note". */
  readonly action: string;
  /** Whether the fields hold all that is needed. */
  readonly isReady: boolean;
  /** Makes it and closes the dialog. Throws ProblemError; with one base the same content makes one thing. */
  readonly onMake: (keyBase: string) => Promise<void>;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form that makes one new thing; a failure is shown below its fields, and it may be pressed again. */
export function MakeDialog({ title, action, isReady, onMake, onClose, children }: MakeDialogProps) {
  const [keyBase] = useState(newKeyBase);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onMake(keyBase);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="flex flex-col gap-3.5" onSubmit={(event) => void make(event)}>
        {children}
        {problem && <ProblemNotice problem={problem} className="p-0!" />}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" disabled={!isReady || isBusy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
