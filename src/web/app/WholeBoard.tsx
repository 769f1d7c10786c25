import { useLayoutEffect } from "react";
import { BoardPage, type BoardShareSlot } from "../features/boards/page/BoardPage.tsx";
import { ShareBoard } from "../features/share/ShareBoard.tsx";
import { zoneName } from "../lib/zoneName.ts";
import { boardHere } from "./boardHere.ts";

/** A board with what another feature puts into its bar: sharing; and the palette is told of it. */
export function WholeBoard({ boardId }: { readonly boardId: string }) {
  return <BoardPage boardId={boardId} renderShare={(slot) => <ShareAndTell {...slot} />} />;
}

function ShareAndTell({ onRange, ...slot }: BoardShareSlot) {
  const { range, zone } = slot;
  useLayoutEffect(() => boardHere.set({ range, zone: zoneName(zone), onRange }));
  useLayoutEffect(() => () => boardHere.set(null), []);
  return <ShareBoard {...slot} />;
}
