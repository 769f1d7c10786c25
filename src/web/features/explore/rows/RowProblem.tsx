import type { Problem } from "../../../../domain/problem/Problem.ts";
import type { TextPosition } from "../../../editor/EditorTypes.ts";
import { NarrowList } from "../results/NarrowList.tsx";
import type { Narrowing } from "../../../../domain/query/narrow.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";

export interface RowProblemProps {
  readonly id: string;
  readonly problem: Problem;
  readonly mistake: TextPosition | null;
  readonly onGoTo: (position: TextPosition) => void;
  readonly onRetry: () => void;
  /** Runs a query that is over its source's budget. */
  readonly onConfirm: () => void;
  /** Empty unless the answer was too much. */
  readonly narrowings: readonly Narrowing[];
  readonly onNarrow: (narrowing: Narrowing) => void;
  /** The whole answer as a file, where it was too large to draw. */
  readonly rawUrl: string | undefined;
}

/** The failure of one query, at its row; the other rows and the last good chart stay as they are. */
export function RowProblem(props: RowProblemProps) {
  const { id, problem, mistake, onGoTo, onRetry, onConfirm, narrowings, onNarrow, rawUrl } = props;
  // A rejected query is mended in the text; everything else may be tried again as it is.
  const isOverBudget = problem.code === "OVER_BUDGET";
  const canRetry = !isOverBudget && problem.code !== "QUERY_REJECTED" && problem.code !== "TOO_MANY_POINTS";
  return (
    <div id={id} className="pl-7 max-sm:pl-0">
      <ProblemNotice
        problem={problem}
        {...(problem.retryAfterMs === undefined ? {} : { onRetry })}
        actions={
          <>
            {mistake && <Button onClick={() => onGoTo(mistake)}>{`Go to column ${mistake.column}`}</Button>}
            {isOverBudget && <Button onClick={onConfirm}>Run anyway</Button>}
            {canRetry && <Button onClick={onRetry}>Try again</Button>}
            {rawUrl !== undefined && (
              <a className={buttonClass({})} href={rawUrl} download="answer.json">
                Save raw to file
              </a>
            )}
          </>
        }
      >
        {narrowings.length > 0 && <NarrowList narrowings={narrowings} onNarrow={onNarrow} />}
      </ProblemNotice>
    </div>
  );
}
