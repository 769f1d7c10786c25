import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { type PasswordChange, session as sessionSchema } from "../../../contract/session.ts";
import { call } from "../../lib/api.ts";
import { sessionQuery } from "../../lib/session.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { showToast } from "../../ui/toasts.ts";

/** As `passwordChange` of the contract has it. */
const SHORTEST = 10;

/** A new password of one's own. Everywhere else one has to sign in again. */
export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isShort = newPassword.length < SHORTEST;
  const change = useMutation({
    mutationFn: (body: PasswordChange) =>
      call({ method: "PUT", path: "/api/session", body, answer: sessionSchema }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onClose();
      showToast("Password changed; other browsers have to sign in again");
    },
  });
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    setJudged(true);
    if (password !== "" && !isShort && !change.isPending) change.mutate({ password, newPassword });
  };
  return (
    <Dialog
      title="Change password"
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" aria-disabled={change.isPending} onClick={() => submit()}>
            Change
          </Button>
        </>
      }
    >
      <form aria-label="Change password" noValidate onSubmit={submit} className="contents">
        <Field
          label="Password now"
          error={isJudged && password === "" ? "Type the password that you have." : undefined}
        >
          {(control) => (
            <Input
              {...control}
              data-autofocus
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="New password"
          hint={`At least ${SHORTEST} characters.`}
          error={isJudged && isShort ? `It needs at least ${SHORTEST} characters.` : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={newPassword}
              onChange={(event) => setNewPassword(event.target.value)}
            />
          )}
        </Field>
        {change.error && <ProblemNotice problem={toProblem(change.error)} className="p-0!" />}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
