import { useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import {
  boardDocument,
  type BoardReading,
  type BoardView as BoardDocumentView,
} from "../../../../contract/boards.ts";
import type { Board } from "../../../../domain/panel/Board.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { documentQuery } from "../data/boardQueries.ts";
import type { BoardView } from "../data/useBoardState.ts";
import { BoardBar } from "../page/BoardBar.tsx";
import type { PanelScene } from "../panels/PanelView.tsx";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { describeBoard } from "./describe.ts";
import type { BoardWork } from "./BoardWork.ts";
import { lastRunOf } from "./Details.tsx";
import { EditGrid } from "./EditGrid.tsx";
import { saveBoard } from "./editCalls.ts";
import { sizeItem } from "./placeItems.ts";
import { rebaseBoard } from "./rebaseBoard.ts";
import type { PanelActions } from "./usePanelActions.ts";
import { type Draft, useDraft } from "./useDraft.ts";

const SettingsDialog = lazy(async () => ({ default: (await import("./SettingsDialog.tsx")).SettingsDialog }));
const NoteDialog = lazy(async () => ({ default: (await import("./NoteDialog.tsx")).NoteDialog }));
const VariablesDialog = lazy(async () => ({
  default: (await import("./VariablesDialog.tsx")).VariablesDialog,
}));

export interface BoardEditorProps {
  readonly board: BoardReading;
  readonly document: BoardDocumentView;
  readonly view: BoardView;
  readonly scene: PanelScene;
  readonly share: ReactNode;
  /** What readers may choose, with what editors do in its row. */
  readonly renderChoices: (tools: ReactNode) => ReactNode;
  readonly menuOf: (panelId: string) => ReactNode;
  readonly actions: PanelActions;
  /** What menus of panels do to the draft; null once there is none. */
  readonly onWork: (work: BoardWork | null) => void;
}

type Opened = "settings" | "choices" | "note";

/** The board while it is changed, all where readers have it: places and sizes, its words, what readers may choose. */
export function BoardEditor(props: BoardEditorProps) {
  const { board, document, view, scene, share, renderChoices, menuOf, onWork } = props;
  const client = useQueryClient();
  const openedMs = useOpenedMs();
  const [opened, setOpened] = useState<Opened | null>(null);
  const leave = () => view.replace({ isEditing: false });
  const draft = useDraft<Board>({
    storageKey: `board:${board.id}`,
    saved: { rev: document.rev, document: document.board },
    schema: boardDocument,
    put: async (body) => {
      client.setQueryData(documentQuery(board.id).queryKey, await saveBoard(board.id, body));
    },
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ["board", board.id] });
      void client.invalidateQueries({ queryKey: ["boards"] });
      showToast("Board saved");
      leave();
    },
  });
  useWork({ board, draft, onWork });
  const discard = () => {
    draft.discard();
    leave();
  };
  const nameOf = (panelId: string) =>
    document.panels.find(({ id }) => id === panelId)?.panel.name ?? "a panel that is gone";
  const close = () => setOpened(null);
  return (
    <>
      <BoardBar
        board={{ ...board, name: draft.document.name }}
        view={view}
        badge={
          <Badge tone="accent" icon="pencil">
            {draft.isChanged ? "Not saved yet" : "Editing"}
          </Badge>
        }
        actions={
          <>
            {share}
            <SaveBoard draft={draft} />
          </>
        }
        onNote={showToast}
      />
      {renderChoices(<EditTools draft={draft} onOpen={setOpened} onLeave={discard} />)}
      {draft.restoredMs !== null && (
        <Notice
          tone="info"
          title="Your unsaved changes are back"
          action={
            <Button size="sm" onClick={draft.discard}>
              Discard them
            </Button>
          }
        >
          Made {momentText(draft.restoredMs, openedMs)} in this browser.
        </Notice>
      )}
      {draft.problem && (
        <ProblemNotice
          problem={draft.problem}
          actions={<Button onClick={() => void draft.save()}>Try again</Button>}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto max-sm:overflow-visible">
        <EditGrid
          items={draft.document.items}
          panels={board.panels}
          scene={scene}
          renderMenu={menuOf}
          onChange={(items) => draft.change({ ...draft.document, items })}
        />
      </div>
      <ConflictDialog draft={draft} describe={(one) => describeBoard(one, nameOf)} />
      <Suspense>
        {opened === "settings" && (
          <SettingsDialog
            boardId={board.id}
            board={draft.document}
            details={{ ...document, lastRun: lastRunOf(document.panels) }}
            now={{ range: view.range, zone: view.zone, refreshMs: view.refreshMs }}
            onChange={draft.change}
            onClose={close}
          />
        )}
        {opened === "note" && <NoteDialog boardId={board.id} onAdd={props.actions.addNote} onClose={close} />}
        {opened === "choices" && (
          <VariablesDialog
            board={draft.document}
            panels={document.panels}
            onChange={draft.change}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}

interface WorkContext extends Pick<BoardEditorProps, "board" | "onWork"> {
  readonly draft: Draft<Board>;
}

/** A panel that comes or goes by this editor's own hand makes a new version of the board: the draft goes on from it. */
function useWork(context: WorkContext): void {
  const client = useQueryClient();
  const latest = useLatest(context);
  const { onWork, board } = context;
  useEffect(() => {
    const run = async () => {
      const next = await client.fetchQuery({ ...documentQuery(board.id), staleTime: 0 });
      const { draft } = latest.current;
      // Further on it is somebody else's, too: saving will compare both.
      if (next.rev !== draft.rev + 1) return;
      draft.rebase({ rev: next.rev, document: rebaseBoard(draft.document, next.board) });
    };
    const widthOf = (panelId: string) =>
      latest.current.draft.document.items.find((item) => item.panelId === panelId)?.width;
    const setWidth = (panelId: string, width: number) => {
      const { document, change } = latest.current.draft;
      const at = document.items.findIndex((item) => item.panelId === panelId);
      const items = sizeItem(document.items, at, { width, height: document.items[at]?.height ?? 0 });
      if (items !== document.items) change({ ...document, items });
    };
    onWork({ run, widthOf, setWidth });
    return () => onWork(null);
  }, [client, latest, onWork, board.id]);
}

/** In the place of the button that began it. */
function SaveBoard({ draft: { isChanged, isSaving, save } }: { readonly draft: Draft<Board> }) {
  return (
    <Button
      variant="primary"
      icon="check"
      aria-label="Save board"
      className="sm:min-w-18 max-sm:[&_svg]:hidden"
      disabled={!isChanged || isSaving}
      onClick={() => void save()}
    >
      Save
    </Button>
  );
}

interface EditToolsProps {
  readonly draft: Draft<Board>;
  readonly onOpen: (dialog: Opened) => void;
  readonly onLeave: () => void;
}

function EditTools({ draft, onOpen, onLeave }: EditToolsProps) {
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:col-span-full max-sm:ml-0 max-sm:gap-1.5 max-sm:[&_svg]:hidden">
      <Button icon="settings" onClick={() => onOpen("settings")}>
        Settings
      </Button>
      <Button icon="filter" onClick={() => onOpen("choices")}>
        Choices
      </Button>
      <Button icon="message-square" aria-label="Add note" onClick={() => onOpen("note")}>
        <span className="max-sm:hidden">Add note</span>
        <span className="sm:hidden">Note</span>
      </Button>
      <Button variant="ghost" onClick={onLeave}>
        {draft.isChanged ? "Discard" : "Done"}
      </Button>
    </div>
  );
}
