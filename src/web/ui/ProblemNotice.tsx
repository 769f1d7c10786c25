import type { ReactNode } from "react";
import { Countdown } from "./Countdown.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import { problemFacts, problemLook, type ShownProblem } from "./problemLook.ts";

export interface ProblemNoticeProps {
  readonly problem: ShownProblem;
  /** The next steps as buttons; at most one primary. */
  readonly actions?: ReactNode;
  /** Called when a countdown (retryAfterMs) ends; the notice then says that it tries again by itself. */
  readonly onRetry?: () => void;
  /** Extra facts between text and buttons: a list of ways to narrow. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** The only renderer of failures: what happened, why, one next step, and the code for whoever helps. */
export function ProblemNotice({ problem, actions, onRetry, children, className }: ProblemNoticeProps) {
  const [icon, colour] = problemLook(problem.code);
  return (
    <div
      role="alert"
      className={cx(
        "grid max-w-180 grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 p-4 text-sm",
        className,
      )}
    >
      <Icon name={icon} size={20} className={colour} />
      <p className="font-semibold">{problem.title}</p>
      <div className="col-start-2 text-fg-2 [overflow-wrap:anywhere]">
        {problem.detail && <p className="whitespace-pre-line">{problem.detail}</p>}
        {problem.hint && <p>{problem.hint}</p>}
      </div>
      {children && <div className="col-start-2">{children}</div>}
      {problem.retryAfterMs !== undefined && (
        <div className="col-start-2">
          <Countdown
            key={`${problem.requestId}:${problem.retryAfterMs}`}
            ms={problem.retryAfterMs}
            onEnd={onRetry}
            className="mt-2"
          />
        </div>
      )}
      {actions && <div className="col-start-2 mt-2.5 flex flex-wrap items-center gap-2">{actions}</div>}
      <p className="mono col-start-2 mt-2.5 text-2xs text-fg-3 [overflow-wrap:anywhere]">
        {problemFacts(problem)}
      </p>
    </div>
  );
}
