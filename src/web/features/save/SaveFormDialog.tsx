import { useEffect, useRef, type SyntheticEvent } from "react";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { SaveFieldsView } from "./SaveFieldsView.tsx";
import type { SaveSubject } from "./SaveSubject.ts";
import { theirsInExplore } from "./theirsInExplore.ts";
import { type SavedAs, useSaveForm } from "./useSaveForm.ts";

export interface SaveFormDialogProps {
  readonly subject: SaveSubject;
  readonly onSaved: (saved: SavedAs) => void;
  readonly onShow: (state: ExploreState) => void;
  readonly onClose: () => void;
}

export function SaveFormDialog({ subject, onSaved, onShow, onClose }: SaveFormDialogProps) {
  const form = useSaveForm(subject, onSaved);
  const { fields, isChange, isBusy, problem, conflict } = form;
  const { saved } = subject;
  const element = useRef<HTMLFormElement>(null);
  const hasErrors = Object.keys(form.errors).length > 0;
  useEffect(() => {
    if (hasErrors) element.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [hasErrors]);
  if (conflict) {
    return (
      <ConflictDialog
        conflict={conflict}
        mine={form.mine()}
        isBusy={isBusy}
        onKeepMine={() => void form.save({ asNew: false, rev: conflict.rev })}
        onTakeTheirs={() => {
          form.drop();
          onShow(theirsInExplore(subject, conflict));
          onClose();
        }}
        onClose={form.closeConflict}
      />
    );
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <Dialog
      title="Save panel"
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" aria-disabled={isBusy} onClick={() => void form.save()}>
            {isBusy ? "Saving" : "Save"}
          </Button>
        </>
      }
    >
      <form ref={element} aria-label="Panel" noValidate onSubmit={submit} className="contents">
        {saved && (
          <Segmented
            label="Save to"
            segments={[
              { value: "change", label: `Save to ${shortened(saved.panel.name)}` },
              { value: "new", label: "Save as new" },
            ]}
            value={isChange ? "change" : "new"}
            onChange={(value) => form.change({ isNew: value === "new" })}
          />
        )}
        {form.isRestored && (
          <div className="-mx-4">
            <Notice
              tone="info"
              action={
                <Button size="sm" onClick={form.startOver}>
                  Start over
                </Button>
              }
            >
              What you typed here before is back.
            </Notice>
          </div>
        )}
        <SaveFieldsView form={form} boards={subject.boards} />
        {problem && <ProblemNotice problem={problem} className="rounded border border-line-1" />}
        {fields.name !== "" && <input type="submit" hidden />}
      </form>
    </Dialog>
  );
}

const LONGEST = 24;
const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
