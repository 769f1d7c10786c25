import { useState } from "react";
import type { Session } from "../../../contract/session.ts";
import { parseProblem } from "../../../domain/problem/parseProblem.ts";
import { appLocation } from "../../lib/location.ts";
import { recordOf } from "../../lib/useLinkState.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { Logo } from "../../ui/Logo.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { OidcSignIn, ProxySignIn } from "./ForeignSignIn.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

/** What the sign-in service led back with: `/?signIn=ISSUER_FAILED`. */
function useFailure() {
  const [failure] = useState(() => parseProblem({ code: recordOf(appLocation.get().search)["signIn"] }));
  return failure;
}

const SIGN_IN = "Sign in to Sightglass";

/** Where nobody can sign in here, the title does not ask for it. */
const titles: Readonly<Record<Session["mode"], string>> = {
  none: "Not open from here",
  password: SIGN_IN,
  oidc: SIGN_IN,
  proxy: "You are not signed in",
};

const words: Readonly<Record<Session["mode"], string>> = {
  none: "",
  password: "Then the page you asked for opens.",
  oidc: "Then the page you asked for opens.",
  proxy: "",
};

/** For nobody yet. The address stays what it was, so signing in opens it. */
export function SignInPage({ session: { mode } }: { readonly session: Session }) {
  const title = titles[mode];
  usePageTitle(title === SIGN_IN ? "Sign in" : title);
  const failure = useFailure();
  const [wasAsked] = useState(() => appLocation.get().path !== "/");
  return (
    // From a fixed line downward: what comes later grows the card and moves nothing.
    <main className="flex min-h-dvh flex-col items-center bg-surface-2 px-3 pt-[max(24px,20dvh)] pb-8">
      <div className="flex w-full max-w-90 flex-col gap-5">
        <p className="flex items-center justify-center gap-2.5 text-md font-semibold">
          <Logo />
          Sightglass
        </p>
        <section
          aria-label={title}
          className="flex flex-col gap-4 rounded bg-surface-3 px-6 py-6 inset-ring inset-ring-line-1 max-sm:px-4"
        >
          <header>
            <h1 className="text-lg tracking-[-.01em]">{title}</h1>
            {wasAsked && words[mode] && <p className="text-fg-2">{words[mode]}</p>}
          </header>
          {failure && <ProblemNotice problem={failure} className="p-0!" />}
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
      </div>
    </main>
  );
}
