import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Board } from "../../../../domain/panel/Board.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo } from "../../../lib/route.ts";
import { BoardNameFields } from "../edit/BoardNameFields.tsx";
import { createBoard } from "../edit/editCalls.ts";
import { MakeDialog } from "../edit/MakeDialog.tsx";

const EMPTY: Board = {
  name: "",
  folder: "",
  description: "",
  items: [],
  variables: [],
  range: { from: "now-6h", to: "now" },
  zone: "browser",
  refreshMs: 60_000,
};

/** A name is all that a new board needs. */
export function NewBoardDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [words, setWords] = useState({ name: "", folder: "" });
  const make = async (keyBase: string) => {
    const board = { ...EMPTY, name: words.name.trim(), folder: words.folder.trim() };
    const { id } = await createBoard({ board: { ...board, items: [], variables: [] } }, keyBase);
    void client.invalidateQueries({ queryKey: ["boards"] });
    onClose();
    appLocation.go(linkTo({ page: "board", boardId: id }));
  };
  return (
    <MakeDialog
      title="New board"
      action="Make board"
      isReady={words.name.trim() !== ""}
      onMake={make}
      onClose={onClose}
    >
      <BoardNameFields {...words} onChange={(change) => setWords({ ...words, ...change })} />
    </MakeDialog>
  );
}
