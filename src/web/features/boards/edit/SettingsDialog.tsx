import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BOARD_LIMITS, type Board } from "../../../../domain/panel/Board.ts";
import { formatDuration } from "../../../../domain/time/duration.ts";
import { formatRangeLabel } from "../../../../domain/time/rangeLabel.ts";
import type { TimeRange } from "../../../../domain/time/TimeRange.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo } from "../../../lib/route.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { TextAreaField } from "../../../ui/TextField.tsx";
import { showToast, undo } from "../../../ui/toasts.ts";
import { boardVersionsQuery, documentQuery } from "../data/boardQueries.ts";
import { BoardNameFields } from "./BoardNameFields.tsx";
import { describeBoard } from "./describe.ts";
import { Details, type DetailsProps } from "./Details.tsx";
import { deleteBoard, restoreBoard, saveBoard } from "./editCalls.ts";
import { HistoryDialog } from "./HistoryDialog.tsx";

export interface SettingsDialogProps {
  readonly boardId: string;
  readonly board: Board;
  readonly details: DetailsProps;
  /** What is on screen, to begin with it from now on. */
  readonly now: { readonly range: TimeRange; readonly zone: string; readonly refreshMs: number };
  readonly onChange: (board: Board) => void;
  readonly onClose: () => void;
}

/** The board's own words, and what it begins with. */
export function SettingsDialog({ boardId, board, details, now, onChange, onClose }: SettingsDialogProps) {
  const [words, setWords] = useState({
    name: board.name,
    folder: board.folder,
    description: board.description,
  });
  const [begins, setBegins] = useState({ range: board.range, zone: board.zone, refreshMs: board.refreshMs });
  const [showsHistory, setShowsHistory] = useState(false);
  const [openedMs] = useState(Date.now);
  const take = () => {
    onChange({ ...board, ...words, name: words.name.trim(), ...begins });
    onClose();
  };
  const label = formatRangeLabel(begins.range, openedMs, zoneName(begins.zone));
  const refresh = begins.refreshMs === 0 ? "no refresh" : `refresh every ${formatDuration(begins.refreshMs)}`;
  return (
    <Dialog
      title="Settings of the board"
      onClose={onClose}
      footer={
        <>
          <BoardDeletion boardId={boardId} name={board.name} />
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={words.name.trim() === ""} onClick={take}>
            Apply
          </Button>
        </>
      }
    >
      <BoardNameFields
        name={words.name}
        folder={words.folder}
        nameError={words.name.trim() === "" ? "Give the board a name" : undefined}
        onChange={(change) => setWords({ ...words, ...change })}
      />
      <TextAreaField
        label="Description"
        maxLength={BOARD_LIMITS.description}
        value={words.description}
        onChange={(description) => setWords({ ...words, description })}
      />
      <div className="flex flex-wrap items-center gap-2 text-xs">
        <span className="min-w-0 grow text-fg-2">
          Begins with {label}, {begins.zone === "browser" ? "the reader’s time zone" : zoneName(begins.zone)},{" "}
          {refresh}.
        </span>
        <Button size="sm" onClick={() => setBegins({ ...now })}>
          Begin with what is on screen
        </Button>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Details {...details} />
        <Button size="sm" icon="history" onClick={() => setShowsHistory(true)}>
          History
        </Button>
      </div>
      {showsHistory && (
        <BoardHistory boardId={boardId} onClose={() => setShowsHistory(false)} onRestored={onClose} />
      )}
    </Dialog>
  );
}

interface BoardHistoryProps {
  readonly boardId: string;
  readonly onRestored: () => void;
  readonly onClose: () => void;
}

function BoardHistory({ boardId, onRestored, onClose }: BoardHistoryProps) {
  const client = useQueryClient();
  const versions = useQuery(boardVersionsQuery(boardId));
  const document = useQuery(documentQuery(boardId));
  const nameOf = (panelId: string) =>
    document.data?.panels.find(({ id }) => id === panelId)?.panel.name ?? "a panel that is gone";
  const restore = async (rev: number) => {
    const older = versions.data?.versions.find((one) => one.rev === rev)?.board;
    if (!older) return;
    const now = await client.fetchQuery({ ...documentQuery(boardId), staleTime: 0 });
    await saveBoard(boardId, { rev: now.rev, document: older });
    await client.invalidateQueries({ queryKey: ["board", boardId] });
    showToast("The older version is back");
    onRestored();
  };
  return (
    <HistoryDialog
      title="History of the board"
      versions={versions.data?.versions.map(({ rev, changed, board }) => ({
        rev,
        ...changed,
        description: describeBoard(board, nameOf),
      }))}
      problem={versions.error ? toProblem(versions.error) : undefined}
      onRestore={restore}
      onClose={onClose}
    />
  );
}

function BoardDeletion({ boardId, name }: { readonly boardId: string; readonly name: string }) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["boards"] });
    void client.invalidateQueries({ queryKey: ["trash"] });
  };
  const back = async () => {
    await restoreBoard(boardId);
    refresh();
    showToast(`“${name}” is back`);
  };
  const remove = async () => {
    try {
      await deleteBoard(boardId);
      appLocation.go(linkTo({ page: "boards" }));
      refresh();
      showToast(
        `“${name}” deleted; it stays in the trash for 30 days`,
        undo(() => void back().catch(() => showToast("It could not be brought back; look in the trash"))),
      );
    } catch (error) {
      const { title, code } = toProblem(error);
      showToast(`${title} (${code})`);
    }
  };
  return (
    <Button variant="danger" icon="trash-2" className="mr-auto" onClick={() => void remove()}>
      Delete board
    </Button>
  );
}
