import { type KeyboardEvent, type SyntheticEvent, useEffect, useState } from "react";
import type { Problem } from "../../../domain/problem/Problem.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { useSignIn } from "./useSignIn.ts";

export interface PasswordFormProps {
  /** Who was there until their session ended. */
  readonly before?: { readonly id: string; readonly name: string } | undefined;
}

/** Name and password. What was typed stays through every failure. */
export function PasswordForm({ before }: PasswordFormProps) {
  const [name, setName] = useState(before?.name ?? "");
  const [password, setPassword] = useState("");
  const [hasCapsLock, setCapsLock] = useState(false);
  const signIn = useSignIn(before?.id);
  const problem = signIn.error ? toProblem(signIn.error) : undefined;
  const isWaiting = useWait(problem);
  const isReady = name.trim() !== "" && password !== "" && !signIn.isPending && !isWaiting;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    signIn.mutate({ name: name.trim(), password });
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <form aria-label="Sign in" onSubmit={submit} className="flex flex-col gap-3.5">
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus={before ? undefined : true}
            // The page is nothing but this form.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={before === undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password" hint={hasCapsLock ? "Caps Lock is on." : undefined}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="current-password"
            data-autofocus={before ? true : undefined}
            value={password}
            onKeyDown={watchCapsLock}
            onKeyUp={watchCapsLock}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {problem && (
        <ProblemNotice key={problem.requestId} problem={problem} className="rounded border border-line-1" />
      )}
      <Button type="submit" variant="primary" size="lg" aria-disabled={!isReady}>
        {signIn.isPending ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}

/** True until the countdown of a refusal has ended. */
function useWait(problem: Problem | undefined): boolean {
  const [ended, setEnded] = useState<string>();
  const { requestId, retryAfterMs } = problem ?? {};
  useEffect(() => {
    if (retryAfterMs === undefined) return undefined;
    const timer = window.setTimeout(() => setEnded(requestId), retryAfterMs);
    return () => window.clearTimeout(timer);
  }, [requestId, retryAfterMs]);
  return retryAfterMs !== undefined && ended !== requestId;
}
