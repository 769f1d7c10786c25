import { useQuery } from "@tanstack/react-query";
import { Link } from "../../../lib/Link.tsx";
import { linkTo } from "../../../lib/route.ts";
import { boardsQuery } from "../../../lib/boards.ts";
import { groupBoards } from "./groupBoards.ts";

/** More would push the rest out of the rail; the list of boards has them all. */
const MOST = 20;

export interface RailBoardsProps {
  /** The one that is open. */
  readonly boardId: string | undefined;
}

/** The boards one by one, under their item of the rail. */
export function RailBoards({ boardId }: RailBoardsProps) {
  const { data } = useQuery(boardsQuery);
  const boards = groupBoards(data?.boards ?? []).flatMap((group) => group.boards);
  return (
    <ul aria-label="Boards" className="min-h-0 overflow-y-auto max-sm:hidden">
      {boards.slice(0, MOST).map(({ id, name }) => (
        <li key={id}>
          <Link
            to={linkTo({ page: "board", boardId: id })}
            aria-current={id === boardId ? "page" : undefined}
            title={name}
            className="flex h-7 items-center rounded pr-2.25 pl-9.25 text-xs text-fg-2 no-underline hover:bg-fill-1 hover:text-fg-1 aria-[current=page]:bg-fill-2 aria-[current=page]:font-medium aria-[current=page]:text-fg-1"
          >
            <span className="cut">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
