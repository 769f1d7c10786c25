import { useState } from "react";
import type { Session } from "../../../contract/session.ts";
import { signInNeeded } from "../../lib/signInNeeded.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { OidcAgain, ProxySignIn } from "./ForeignSignIn.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

/** The session ended: the page behind stays as it is. Closed, it comes back with the next call that is refused. */
export function SignInDialog({ session: { mode, person } }: { readonly session: Session }) {
  const [before] = useState(person);
  return (
    <Dialog title="Your session has ended" onClose={signInNeeded.clear}>
      <p className="text-fg-2">Sign in again; what is on the page and what you typed stay.</p>
      {mode === "password" && <PasswordForm before={before} />}
      {mode === "oidc" && <OidcAgain before={before?.id} />}
      {(mode === "proxy" || mode === "none") && <ProxySignIn />}
    </Dialog>
  );
}
