import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BoardList } from "../../../../contract/boards.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { Link } from "../../../lib/Link.tsx";
import { linkTo } from "../../../lib/route.ts";
import { useSession } from "../../../lib/session.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { usePageTitle } from "../../../lib/usePageTitle.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { cx } from "../../../ui/cx.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { boardsQuery } from "../../../lib/boards.ts";
import { groupBoards } from "./groupBoards.ts";
import { NewBoardDialog } from "./NewBoardDialog.tsx";
import { PageHead } from "./PageHead.tsx";

type BoardLine = BoardList["boards"][number];

/** Every board the reader may open, by folder; those that Sightglass brings come last. */
export function BoardsPage() {
  usePageTitle("Boards");
  const list = useQuery(boardsQuery);
  const mode = useSession().data?.mode;
  const [isMaking, setMaking] = useState(false);
  const canEdit = list.data?.canEdit === true;
  const make = () => setMaking(true);
  return (
    <>
      <PageHead title="Boards">
        {canEdit && (
          <>
            {mode === "none" && (
              // Where nobody signs in there is no menu of a person, which on a phone leads to them.
              <Link
                to={linkTo({ page: "links" })}
                className={cx(buttonClass({ variant: "ghost" }), "px-1.5! sm:hidden")}
              >
                <Icon name="link" size={14} /> Links
              </Link>
            )}
            <Link
              to={linkTo({ page: "trash" })}
              className={cx(buttonClass({ variant: "ghost" }), "max-sm:px-1.5")}
            >
              <Icon name="trash-2" size={14} /> Trash
            </Link>
            <Button variant="primary" icon="plus" onClick={make}>
              New board
            </Button>
          </>
        )}
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto max-sm:overflow-visible">
        {list.isError && (
          <ProblemNotice
            problem={toProblem(list.error)}
            actions={<Button onClick={() => void list.refetch()}>Try again</Button>}
          />
        )}
        {list.isPending && (
          <div aria-busy="true" className="flex flex-col gap-5 p-4">
            <Skeleton className="w-56" />
            <Skeleton className="w-44" />
          </div>
        )}
        {list.data?.boards.length === 0 && (
          <EmptyState
            icon="layout-dashboard"
            title="No boards yet"
            actions={
              canEdit && (
                <Button variant="primary" icon="plus" onClick={make}>
                  New board
                </Button>
              )
            }
          >
            {canEdit
              ? "A board shows saved panels side by side. Make one, then save panels to it from Explore."
              : "Nobody has made a board that you may open."}
          </EmptyState>
        )}
        {groupBoards(list.data?.boards ?? []).map(({ folder, boards }) => (
          <BoardGroup key={folder} folder={folder} boards={boards} />
        ))}
      </div>
      {isMaking && <NewBoardDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function BoardGroup({ folder, boards }: { readonly folder: string; readonly boards: readonly BoardLine[] }) {
  const title = folder === "" ? "Without a folder" : folder;
  return (
    <section aria-label={title}>
      <h2 className="border-b border-line-1 bg-surface-2 px-4 py-1 text-2xs font-medium text-fg-3 max-sm:px-3">
        {title}
        {boards.every(({ isStarter }) => isStarter) && (
          <span className="font-normal"> · they come with Sightglass</span>
        )}
      </h2>
      <ul aria-label={`Boards: ${title}`}>
        {boards.map((board) => (
          <BoardRow key={board.id} board={board} />
        ))}
      </ul>
    </section>
  );
}

function BoardRow({ board }: { readonly board: BoardLine }) {
  const { id, name, description, panels, changed, isStarter } = board;
  const nowMs = useOpenedMs();
  const by = changed.by === "" ? "" : ` by ${changed.by}`;
  return (
    <li className="border-b border-line-1">
      <Link
        to={linkTo({ page: "board", boardId: id })}
        className="grid min-h-11 grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-1.5 max-sm:grid-cols-[18px_minmax(0,1fr)] max-sm:px-3 text-fg-1 no-underline hover:bg-fill-1"
      >
        <Icon name="layout-dashboard" className="text-fg-3" />
        <span className="min-w-0">
          <span className="cut block font-medium">{name}</span>
          {description !== "" && (
            <span className="text-xs text-fg-2 max-sm:line-clamp-2 sm:cut sm:block">{description}</span>
          )}
        </span>
        <span className="num text-right text-xs text-fg-3 max-sm:hidden">
          {panels.length} {panels.length === 1 ? "panel" : "panels"}
          {!isStarter && (
            <span className="block">
              changed{by}, {momentText(changed.atMs, nowMs)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
