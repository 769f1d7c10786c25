import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { rememberWhoAsks } from "../lib/askAtOnce.ts";
import { useSession } from "../lib/session.ts";
import { useSignInNeeded } from "../lib/signInNeeded.ts";

const SignInPage = lazy(async () => ({
  default: (await import("../features/signin/SignInPage.tsx")).SignInPage,
}));
const SignInDialog = lazy(async () => ({
  default: (await import("../features/signin/SignInDialog.tsx")).SignInDialog,
}));

export interface SessionGateProps {
  /** Nobody may see this, too, unless they are told to sign in first. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/**
 * The page for those who are there. For nobody it is the sign-in, at the address that was asked for; where a session
 * ends while somebody works, a dialog over their page, which stays as it is.
 */
export function SessionGate({ isOpen = false, children }: SessionGateProps) {
  const { data } = useSession();
  const isNeeded = useSignInNeeded();
  const [wasThere, setWasThere] = useState(false);
  const isThere = data?.person !== undefined;
  useEffect(() => {
    if (data) rememberWhoAsks(data);
  }, [data]);
  if (isThere && !wasThere) setWasThere(true);
  const isOver = data !== undefined && wasThere && isNeeded;
  if (data !== undefined && !isThere && !isOver && (!isOpen || isNeeded)) {
    return (
      <Suspense>
        <SignInPage session={data} />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {isOver && (
        <Suspense>
          <SignInDialog session={data} />
        </Suspense>
      )}
    </>
  );
}
