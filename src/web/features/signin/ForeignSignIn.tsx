import { useEffect } from "react";
import { session as sessionSchema } from "../../../contract/session.ts";
import { call } from "../../lib/api.ts";
import { appLocation } from "../../lib/location.ts";
import { withBase } from "../../lib/basePath.ts";
import { buttonClass } from "../../ui/buttonClass.ts";
import { Button } from "../../ui/Button.tsx";
import { useTakeIn } from "./useSignIn.ts";
import { ForeignLink } from "../../ui/ForeignLink.tsx";

/** Where the sign-in service leads back to: the address that was asked for. */
function loginPath(): string {
  const { path, search } = appLocation.get();
  const wanted = new URLSearchParams(search);
  wanted.delete("signIn");
  const query = wanted.toString();
  return withBase(`/auth/login?returnTo=${encodeURIComponent(path + (query && `?${query}`))}`);
}

/** By the organisation's own sign-in service. */
export function OidcSignIn() {
  return (
    <a href={loginPath()} className={buttonClass({ variant: "primary", size: "lg" })}>
      Sign in with your organisation
    </a>
  );
}

/** Signs in beside this page, which looks again who is there when it is looked at. */
export function OidcAgain({ before }: { readonly before: string | undefined }) {
  const takeIn = useTakeIn(before);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== "visible") return;
      const asked = call({ path: "/api/session", answer: sessionSchema });
      void asked.then((session) => session.person && takeIn(session)).catch(() => undefined);
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  });
  return (
    <ForeignLink
      href={withBase("/auth/login?returnTo=/")}
      className={buttonClass({ variant: "primary", size: "lg" })}
    >
      Sign in in a new tab
    </ForeignLink>
  );
}

/** A proxy in front of Sightglass says who is there; without it, nobody is. */
export function ProxySignIn() {
  return (
    <>
      <p className="text-fg-2">
        Your organisation signs you in before Sightglass opens, and this time it did not say who you are. Open
        Sightglass by the address you were given, or from your organisation’s start page.
      </p>
      <p className="text-fg-2">
        If that leads back here, tell whoever runs Sightglass: the request came without the name that the
        proxy should add.
      </p>
      <div>
        <Button onClick={() => window.location.reload()}>Try again</Button>
      </div>
      <p className="mono text-2xs text-fg-3">SIGN_IN_NEEDED · mode proxy</p>
    </>
  );
}
