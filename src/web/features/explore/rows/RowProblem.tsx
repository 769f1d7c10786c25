import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { TextPosition } from "../../../editor/EditorTypes.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";

export interface RowProblemProps {
  readonly id: string;
  readonly problem: Problem;
  readonly mistake: TextPosition | null;
  readonly onGoTo: (position: TextPosition) => void;
  readonly onRetry: () => void;
}

/** The failure of one query, at its row; the other rows and the last good chart stay as they are. */
export function RowProblem({ id, problem, mistake, onGoTo, onRetry }: RowProblemProps) {
  // A rejected query is mended in the text; everything else may be tried again as it is.
  const canRetry = problem.code !== "QUERY_REJECTED" && problem.code !== "TOO_MANY_POINTS";
  return (
    <div id={id} className="pl-7 max-sm:pl-0">
      <ProblemNotice
        problem={problem}
        {...(problem.retryAfterMs === undefined ? {} : { onRetry })}
        actions={
          <>
            {mistake && <Button onClick={() => onGoTo(mistake)}>{`Go to column ${mistake.column}`}</Button>}
            {canRetry && <Button onClick={onRetry}>Try again</Button>}
          </>
        }
      />
    </div>
  );
}
