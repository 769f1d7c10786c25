import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Trash } from "../../../../contract/boards.ts";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { Link } from "../../../lib/Link.tsx";
import { linkTo } from "../../../lib/route.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { usePageTitle } from "../../../lib/usePageTitle.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { trashQuery } from "../data/boardQueries.ts";
import { restoreBoard, restorePanel } from "../edit/editCalls.ts";
import { PageHead } from "./PageHead.tsx";

type Deleted = Trash["items"][number];

const DAY_MS = 86_400_000;

const daysLeft = (goneMs: number) => {
  const days = Math.max(0, Math.ceil((goneMs - Date.now()) / DAY_MS));
  return days === 1 ? "1 day left" : `${days} days left`;
};

/** What was deleted in the last 30 days, and the way back. */
export function TrashPage() {
  usePageTitle("Trash");
  const client = useQueryClient();
  const nowMs = useOpenedMs();
  const trash = useQuery(trashQuery);
  const [failed, setFailed] = useState<Problem>();
  const restore = async ({ kind, id, name }: Deleted) => {
    setFailed(undefined);
    try {
      await (kind === "board" ? restoreBoard(id) : restorePanel(id));
      showToast(`“${name}” is back`);
      for (const queryKey of [["trash"], ["boards"], ["board"]]) void client.invalidateQueries({ queryKey });
    } catch (error) {
      setFailed(toProblem(error));
    }
  };
  const problem = failed ?? (trash.error ? toProblem(trash.error) : undefined);
  return (
    <>
      <PageHead title="Trash">
        <Link to={linkTo({ page: "boards" })} className={buttonClass({ variant: "ghost" })}>
          All boards
        </Link>
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto max-sm:overflow-visible">
        {problem && <ProblemNotice problem={problem} />}
        {trash.data?.items.length === 0 && (
          <EmptyState icon="trash-2" title="The trash is empty">
            Deleted boards and panels stay here for 30 days.
          </EmptyState>
        )}
        <ul aria-label="Deleted">
          {trash.data?.items.map((item) => (
            <li
              key={`${item.kind}${item.id}`}
              className="flex min-h-11 items-center gap-3 border-b border-line-1 px-4 py-1.5 max-sm:px-3"
            >
              <Badge>{item.kind === "board" ? "Board" : "Panel"}</Badge>
              <span className="min-w-0 grow">
                <span className="cut block font-medium">{item.name}</span>
                <span className="cut block text-xs text-fg-2">
                  {momentText(item.deleted.atMs, nowMs)}
                  {item.deleted.by === "" ? "" : ` by ${item.deleted.by}`}, {daysLeft(item.goneMs)}
                </span>
              </span>
              <Button
                icon="rotate-ccw"
                aria-label={`Restore ${item.name}`}
                onClick={() => void restore(item)}
              >
                Restore
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
