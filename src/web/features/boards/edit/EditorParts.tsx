import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import type { BoardReading } from "../../../../contract/boards.ts";
import { BOARD_LIMITS } from "../../../../domain/panel/Board.ts";
import { newKeyBase } from "../../../lib/contentKey.ts";
import { appLocation } from "../../../lib/location.ts";
import { linkTo } from "../../../lib/route.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { documentQuery } from "../data/boardQueries.ts";
import type { BoardView } from "../data/useBoardState.ts";
import type { Variables } from "../data/useVariables.ts";
import { BoardBar } from "../page/BoardBar.tsx";
import { BoardSkeleton } from "../page/BoardSkeleton.tsx";
import type { PanelScene } from "../panels/PanelView.tsx";
import { BoardEditor } from "./BoardEditor.tsx";
import type { BoardWork } from "./BoardWork.ts";
import { createBoard } from "./editCalls.ts";
import { PanelMenu } from "./PanelMenu.tsx";
import { type PanelActions, usePanelActions } from "./usePanelActions.ts";

export interface EditorPartsProps {
  readonly board: BoardReading;
  readonly view: BoardView;
  readonly variables: Variables;
  readonly scene: PanelScene;
  readonly share: ReactNode;
  /** What readers may choose, with what editors do in its row. */
  readonly renderChoices: (tools: ReactNode) => ReactNode;
  /** The board as readers see it, with a menu on each panel. */
  readonly renderReader: (menuOf: (panelId: string) => ReactNode) => ReactNode;
}

/** What editors get beside what readers see. */
export function EditorParts(props: EditorPartsProps) {
  const { board, view, variables, scene, share, renderChoices, renderReader } = props;
  const client = useQueryClient();
  const refreshed = useCallback(
    () => client.invalidateQueries({ queryKey: ["board", board.id] }),
    [client, board.id],
  );
  const [work, setWork] = useState<BoardWork | null>(null);
  const actions = usePanelActions(async () => await work?.run());
  const menuOf = (panelId: string) => {
    const panel = board.panels.find(({ id }) => id === panelId);
    if (!panel) return null;
    return (
      <PanelMenu
        panel={panel}
        boardId={board.id}
        isStarter={board.isStarter}
        range={view.range}
        zone={view.zone}
        values={variables.values ?? {}}
        actions={actions}
        work={work}
        onChanged={async () => {
          await refreshed();
          await work?.run();
        }}
      />
    );
  };
  if (board.canEdit && view.state.isEditing) {
    return <Editing {...{ board, view, scene, share, renderChoices, menuOf, actions }} onWork={setWork} />;
  }
  const edit = board.canEdit ? (
    <Button
      icon="pencil"
      aria-label="Edit board"
      className="sm:min-w-18"
      onClick={() => view.change({ isEditing: true })}
    >
      <span className="max-sm:hidden">Edit</span>
    </Button>
  ) : (
    <CopyStarter board={board} />
  );
  const buttons = (
    <>
      {share}
      {edit}
    </>
  );
  return (
    <>
      <BoardBar board={board} view={view} actions={buttons} onNote={showToast} />
      {renderReader(menuOf)}
    </>
  );
}

interface EditingProps extends Pick<
  EditorPartsProps,
  "board" | "view" | "scene" | "share" | "renderChoices"
> {
  readonly menuOf: (panelId: string) => ReactNode;
  readonly actions: PanelActions;
  readonly onWork: (work: BoardWork | null) => void;
}

function Editing(props: EditingProps) {
  const { board, view } = props;
  const document = useQuery(documentQuery(board.id));
  if (document.data) return <BoardEditor {...props} document={document.data} />;
  if (!document.isError) return <BoardSkeleton />;
  return (
    <ProblemNotice
      problem={toProblem(document.error)}
      actions={<Button onClick={() => view.change({ isEditing: false })}>Back to reading</Button>}
    />
  );
}

/** A starter board is Sightglass' own; a copy of it can be changed. */
function CopyStarter({ board }: { readonly board: BoardReading }) {
  const client = useQueryClient();
  const [keyBase] = useState(newKeyBase);
  const [isBusy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      const { board: document } = await client.fetchQuery(documentQuery(board.id));
      const name = `Copy of ${document.name}`.slice(0, BOARD_LIMITS.name);
      const made = await createBoard({ board: { ...document, name, folder: "" }, copyOf: board.id }, keyBase);
      void client.invalidateQueries({ queryKey: ["boards"] });
      appLocation.go(linkTo({ page: "board", boardId: made.id }, { edit: "1" }));
    } catch (error) {
      const { title, code } = toProblem(error);
      showToast(`${title} (${code})`);
      setBusy(false);
    }
  };
  return (
    <Button icon="copy" aria-label="Make a copy" disabled={isBusy} onClick={() => void copy()}>
      <span className="max-sm:hidden">Make a copy</span>
    </Button>
  );
}
