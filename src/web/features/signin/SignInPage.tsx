import { useState } from "react";
import type { Session } from "../../../contract/session.ts";
import { parseProblem } from "../../../domain/problem/parseProblem.ts";
import { appLocation } from "../../lib/location.ts";
import { recordOf } from "../../lib/useLinkState.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { OidcSignIn, ProxySignIn } from "./ForeignSignIn.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

/** What the sign-in service led back with: `/?signIn=ISSUER_FAILED`. */
function useFailure() {
  const [failure] = useState(() => parseProblem({ code: recordOf(appLocation.get().search)["signIn"] }));
  return failure;
}

const words: Readonly<Record<Session["mode"], string>> = {
  none: "",
  password: "Then the page you asked for opens.",
  oidc: "Then the page you asked for opens.",
  proxy: "",
};

/** For nobody yet. The address stays what it was, so signing in opens it. */
export function SignInPage({ session: { mode, version } }: { readonly session: Session }) {
  usePageTitle("Sign in");
  const failure = useFailure();
  const [wasAsked] = useState(() => appLocation.get().path !== "/");
  return (
    <main className="grid min-h-dvh place-items-center bg-surface-2 px-4 py-8">
      <div className="flex w-full max-w-90 flex-col gap-5">
        <section
          aria-label="Sign in"
          className="flex flex-col gap-4 rounded bg-surface-3 px-6 py-6 inset-ring inset-ring-line-1 max-sm:px-4"
        >
          <header>
            <h1 className="text-lg tracking-[-.01em]">Sign in to Sightglass</h1>
            {wasAsked && words[mode] && <p className="text-fg-2">{words[mode]}</p>}
          </header>
          {failure && <ProblemNotice problem={failure} className="rounded border border-line-1" />}
          {mode === "password" && <PasswordForm />}
          {mode === "oidc" && <OidcSignIn />}
          {mode === "proxy" && <ProxySignIn />}
          {mode === "none" && (
            <p className="text-fg-2">
              Sightglass is open on the machine it runs on only. Open it there, or ask whoever runs it to
              switch sign-in on.
            </p>
          )}
        </section>
        <p className="text-center text-xs text-fg-3">Sightglass {version}</p>
      </div>
    </main>
  );
}
