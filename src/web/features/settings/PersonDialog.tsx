import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonDraft, PersonView, Role } from "../../../contract/session.ts";
import { contentKey, newKeyBase } from "../../lib/contentKey.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { newPassword } from "./newPassword.ts";
import { PersonFields } from "./PersonFields.tsx";
import { SecretOnce } from "./SecretOnce.tsx";
import { savePerson } from "./settingsCalls.ts";

export interface PersonForm {
  readonly name: string;
  readonly role: Role;
  readonly sources: readonly string[] | null;
  readonly isDisabled: boolean;
}

export interface PersonDialogProps {
  /** Null: somebody new. */
  readonly person: PersonView | null;
  readonly onClose: () => void;
}

const NOBODY: PersonForm = { name: "", role: "viewer", sources: null, isDisabled: false };

/** Somebody new, or what somebody may do. A password is made here and shown once. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const client = useQueryClient();
  const [base] = useState(newKeyBase);
  const [form, setForm] = useState<PersonForm>(() => (person === null ? NOBODY : pick(person)));
  const [password] = useState(newPassword);
  const [setsPassword, setSetsPassword] = useState(person === null);
  const [isJudged, setJudged] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const body: PersonDraft = {
        name: form.name.trim(),
        role: form.role,
        sources: form.sources === null ? null : [...form.sources],
        ...(setsPassword && { password }),
        ...(person && { isDisabled: form.isDisabled }),
      };
      return savePerson(person?.id, body, contentKey(base, body));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["people"] });
      await client.invalidateQueries({ queryKey: ["session"] });
      if (!setsPassword) onClose();
    },
  });
  const isReady = form.name.trim() !== "" && !save.isPending;
  const submit = () => {
    setJudged(true);
    if (isReady) save.mutate();
  };
  const isDone = save.isSuccess && setsPassword;
  const title = person === null ? "Add person" : `Edit ${person.name}`;
  return (
    <Dialog
      title={isDone ? "Hand over the password" : title}
      onClose={onClose}
      footer={
        isDone ? (
          // The one that matters is Copy.
          <Button onClick={onClose}>Done</Button>
        ) : (
          <>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" aria-disabled={!isReady} onClick={submit}>
              {person === null ? "Add" : "Save"}
            </Button>
          </>
        )
      }
    >
      {isDone ? (
        <>
          <p>
            {form.name.trim()} signs in with this password
            {person === null ? "" : ", and has to sign in again"}. Hand it over by a way that only they read.
          </p>
          <SecretOnce label="Password" text={password} />
        </>
      ) : (
        <form
          aria-label={title}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
          className="contents"
        >
          <PersonFields form={form} person={person} isJudged={isJudged} onChange={setForm} />
          {person === null && (
            <p className="text-xs text-fg-3">
              Their password is made next and shown once, for you to hand over.
            </p>
          )}
          {person?.origin === "password" && (
            <Checkbox checked={setsPassword} onChange={(event) => setSetsPassword(event.target.checked)}>
              Make a new password
            </Checkbox>
          )}
          {save.error && <ProblemNotice problem={toProblem(save.error)} className="p-0!" />}
          <input type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}

const pick = ({ name, role, sources, isDisabled }: PersonView): PersonForm => ({
  name,
  role,
  sources,
  isDisabled,
});
