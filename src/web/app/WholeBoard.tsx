import { BoardPage } from "../features/boards/page/BoardPage.tsx";
import { ShareBoard } from "../features/share/ShareBoard.tsx";

/** A board with what another feature puts into its bar: sharing. */
export function WholeBoard({ boardId }: { readonly boardId: string }) {
  return <BoardPage boardId={boardId} renderShare={(slot) => <ShareBoard {...slot} />} />;
}
