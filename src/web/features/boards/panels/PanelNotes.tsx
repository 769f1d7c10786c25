import type { Problem } from "../../../../domain/problem/Problem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Countdown } from "../../../ui/Countdown.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { countdownText, problemLook } from "../../../ui/problemLook.ts";
import { useCountdown } from "../../../ui/useCountdown.ts";

export interface PanelProblemProps {
  readonly problem: Problem;
  /** Older data stands behind: one line is enough. */
  readonly isOver: boolean;
  readonly onRetry: () => void;
}

/** Readers of a board need not know that it has sources. */
const titleOf = ({ code, title }: Problem) => (code === "RATE_LIMITED" ? "Too many queries" : title);

/** Why a panel has nothing new, and the one thing to do. */
export function PanelProblem({ problem, isOver, onRetry }: PanelProblemProps) {
  const [icon, color] = problemLook(problem.code);
  if (isOver) {
    return (
      <div role="alert" className="flex shrink-0 items-center gap-2 bg-warn-bg px-4 max-sm:px-3 py-1 text-xs">
        <Icon name={icon} size={14} className={color} />
        <span className="min-w-0 grow">
          Not refreshed: {titleOf(problem).toLowerCase()}. <BriefWait {...{ problem, onRetry }} />
          <span className="mono text-2xs">{problem.code}</span>
        </span>
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div
      role="alert"
      className="grid min-h-0 grow content-start grid-cols-[16px_minmax(0,1fr)] gap-x-2 overflow-auto px-4 max-sm:px-3 pb-3 text-xs"
    >
      <Icon name={icon} className={color} />
      <p className="text-sm font-semibold">{titleOf(problem)}</p>
      <div className="col-start-2 text-fg-2 [overflow-wrap:anywhere]">
        {problem.detail && <p>{problem.detail}</p>}
        {problem.hint && <p>{problem.hint}</p>}
        <Wait {...{ problem, onRetry }} />
      </div>
      <div className="col-start-2 mt-1.5 flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
        <span className="mono text-2xs text-fg-3">{problem.code}</span>
      </div>
    </div>
  );
}

/** Beside older data a line has to be enough. */
function BriefWait({ problem, onRetry }: Pick<PanelProblemProps, "problem" | "onRetry">) {
  const { retryAfterMs, requestId } = problem;
  if (retryAfterMs === undefined) return null;
  return <WaitWords key={requestId} ms={retryAfterMs} onEnd={onRetry} />;
}

function WaitWords({ ms, onEnd }: { readonly ms: number; readonly onEnd: () => void }) {
  const text = countdownText(useCountdown(ms, onEnd));
  return (
    <span className="num" aria-live="off">
      Again in <b className="font-semibold">{text}</b>.{" "}
    </span>
  );
}

/** In an own line, so that the button below stays where it is. */
function Wait({ problem, onRetry }: Pick<PanelProblemProps, "problem" | "onRetry">) {
  const { retryAfterMs, requestId } = problem;
  if (retryAfterMs === undefined) return null;
  return <Countdown key={requestId} ms={retryAfterMs} onEnd={onRetry} className="mt-1.5 max-w-60" />;
}

/** Nothing went wrong, and there is nothing. */
export function PanelEmpty({ isLogs }: { readonly isLogs: boolean }) {
  return (
    <div className="px-4 max-sm:px-3 pb-3 text-xs">
      <p className="text-sm font-semibold">{isLogs ? "No messages" : "No data"}</p>
      <p className="text-fg-2">
        {isLogs ? "Nothing was written in this time." : "Nothing was measured in this time."} Choose a longer
        range, or something else above.
      </p>
    </div>
  );
}

/** Room for what is on its way; the head says that it is. */
export function PanelWaiting() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-2.5 px-4 max-sm:px-3 pt-1.5">
      <span className="h-5 w-28 rounded-sm bg-fill-2" />
      <span className="h-2.5 w-44 max-w-full rounded-sm bg-fill-1" />
    </div>
  );
}
