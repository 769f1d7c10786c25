import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from "react";
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
  const secret = useRef<HTMLInputElement>(null);
  const isReady = name.trim() !== "" && password !== "" && !signIn.isPending && !isWaiting;
  const tried = signIn.variables;
  // Both fields are marked until one of them is another.
  const isWrong =
    problem?.code === "SIGN_IN_FAILED" && tried?.name === name.trim() && tried.password === password;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    signIn.mutate({ name: name.trim(), password }, { onError: () => retype(secret.current) });
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <form aria-label="Sign in" onSubmit={submit} className="flex flex-col gap-3.5">
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            aria-invalid={isWrong || undefined}
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
            ref={secret}
            aria-invalid={isWrong || undefined}
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
      <Button type="submit" variant="primary" size="lg" aria-disabled={!isReady}>
        {signIn.isPending ? "Signing in" : "Sign in"}
      </Button>
      {/* Below everything, so that nothing moves when it comes and goes. */}
      {problem && <ProblemNotice key={problem.requestId} problem={problem} className="p-0!" />}
    </form>
  );
}

/** What is typed next takes the place of what was wrong. */
function retype(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
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
