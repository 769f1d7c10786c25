import type { Problem } from "../../../domain/problem/Problem.ts";
import { Link } from "../../lib/Link.tsx";
import { buttonClass } from "../../ui/buttonClass.ts";
import { Button } from "../../ui/Button.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";

export interface ClosedLinkProps {
  readonly problem: Problem;
  readonly isSignedIn: boolean;
  readonly onRetry: () => void;
}

/** A link that does not open: whose product this is, when, by whom and why, and a way on for everybody. */
export function ClosedLink({ problem, isSignedIn, onRetry }: ClosedLinkProps) {
  const mayTryAgain = !problem.code.startsWith("LINK_");
  return (
    <main className="flex min-h-dvh flex-col items-center gap-5 px-3 pt-[max(24px,20dvh)] pb-8">
      <h1 className="sr-only">Link</h1>
      <p className="flex items-center gap-2.5 text-md font-semibold">
        <Logo />
        Sightglass
      </p>
      <div className="w-full max-w-140 rounded border border-line-1">
        <ProblemNotice
          problem={problem}
          actions={
            <>
              {mayTryAgain && (
                <Button variant="primary" onClick={onRetry}>
                  Try again
                </Button>
              )}
              <Link to="/" className={buttonClass({ variant: mayTryAgain ? "ghost" : "primary" })}>
                {isSignedIn ? "Open Sightglass" : "Sign in to Sightglass"}
              </Link>
              {isSignedIn && problem.code === "LINK_EXPIRED" && (
                // Its owner renews it there.
                <Link to="/links" className={buttonClass({ variant: "ghost" })}>
                  Your links
                </Link>
              )}
            </>
          }
        />
      </div>
    </main>
  );
}
