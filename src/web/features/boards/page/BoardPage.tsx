import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import type { BoardReading } from "../../../../contract/boards.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import type { TimeRange } from "../../../../domain/time/TimeRange.ts";
import { zoomTo } from "../../../../domain/time/zoomRange.ts";
import { createCrosshairStore } from "../../../chart/CrosshairStore.ts";
import { Link } from "../../../lib/Link.tsx";
import { linkTo } from "../../../lib/route.ts";
import { useIsViewer } from "../../../lib/session.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { useLatest } from "../../../lib/useLatest.ts";
import { usePageTitle } from "../../../lib/usePageTitle.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { Button } from "../../../ui/Button.tsx";
import { buttonClass } from "../../../ui/buttonClass.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { readingQuery } from "../data/boardQueries.ts";
import { type BoardView, useBoardState } from "../data/useBoardState.ts";
import { useVariables, type Variables } from "../data/useVariables.ts";
import type { PanelScene } from "../panels/PanelView.tsx";
import { BeginAtPanel } from "./BeginAtPanel.tsx";
import { BoardBar } from "./BoardBar.tsx";
import { BoardGrid } from "./BoardGrid.tsx";
import { BoardSkeleton } from "./BoardSkeleton.tsx";
import { ShareLink } from "./ShareLink.tsx";
import { VariablesBar } from "./VariablesBar.tsx";

const EditorParts = lazy(async () => ({ default: (await import("../edit/EditorParts.tsx")).EditorParts }));

/** What the app is told of the open board, for the button that shares it and for the palette. */
export interface BoardShareSlot {
  readonly boardId: string;
  readonly name: string;
  readonly range: TimeRange;
  readonly zone: string;
  readonly values: VariableValues;
  readonly asOfMs: number;
  readonly onRange: (range: TimeRange) => void;
}

export interface BoardPageProps {
  readonly boardId: string;
  /** Without it the button copies the address. */
  readonly renderShare?: ((slot: BoardShareSlot) => ReactNode) | undefined;
}

/** One board, to be read; for editors, to be changed. */
export function BoardPage({ boardId, renderShare }: BoardPageProps) {
  const reading = useQuery(readingQuery(boardId));
  const board = reading.data;
  const view = useBoardState(board);
  const variables = useVariables({ board, said: view.state.values, range: view.asked });
  usePageTitle(board?.name ?? "Board");
  if (!board) {
    if (!reading.isError) return <BoardSkeleton />;
    return (
      <ProblemNotice
        problem={toProblem(reading.error)}
        actions={
          <>
            <Button variant="primary" onClick={() => void reading.refetch()}>
              Try again
            </Button>
            <Link to={linkTo({ page: "boards" })} className={buttonClass({ variant: "ghost" })}>
              All boards
            </Link>
          </>
        }
      />
    );
  }
  const share = renderShare?.({
    boardId,
    name: board.name,
    range: view.range,
    zone: view.zone,
    values: variables.values ?? {},
    asOfMs: view.asOfMs,
    onRange: (range) => view.change({ range }),
  }) ?? <ShareLink />;
  return <OpenBoard {...{ board, view, variables, share }} />;
}

interface OpenBoardProps {
  readonly board: BoardReading;
  readonly view: BoardView;
  readonly variables: Variables;
  readonly share: ReactNode;
}

function OpenBoard({ board, view, variables, share }: OpenBoardProps) {
  const { scene, refused } = useScene(view, variables);
  const { values } = view.state;
  const isViewer = useIsViewer();
  const choices = (tools?: ReactNode) => (
    <VariablesBar
      states={variables.states}
      refused={refused}
      updatedMs={view.asOfMs}
      zone={scene.zone}
      tools={tools}
      onChange={(name, chosen) => view.change({ values: { ...values, [name]: chosen } })}
    />
  );
  const reader = (menuOf?: (panelId: string) => ReactNode) => (
    <>
      {choices()}
      <div className="min-h-0 flex-1 overflow-y-auto max-sm:overflow-visible">
        {board.items.length === 0 ? (
          <EmptyState icon="layout-dashboard" title="Nothing on this board yet">
            {board.canEdit
              ? "Save a panel in Explore and choose this board."
              : "Its editors have yet to add panels."}
          </EmptyState>
        ) : (
          <BoardGrid items={board.items} panels={board.panels} scene={scene} renderMenu={menuOf} />
        )}
        {view.state.panelId !== null && (
          <BeginAtPanel panelId={view.state.panelId} onDone={() => view.replace({ panelId: null })} />
        )}
      </div>
    </>
  );
  // Of a starter board, whoever may edit others gets a copy.
  if (board.canEdit || (board.isStarter && !isViewer)) {
    return (
      <Suspense fallback={<BoardSkeleton />}>
        <EditorParts
          {...{ board, view, variables, scene, share }}
          renderChoices={choices}
          renderReader={reader}
        />
      </Suspense>
    );
  }
  return (
    <>
      <BoardBar board={board} view={view} actions={share} onNote={showToast} />
      {reader()}
    </>
  );
}

interface Scene {
  readonly scene: PanelScene;
  /** What was said of a choice that was not possible; "" where all are. */
  readonly refused: string;
}

function useScene(view: BoardView, { values }: Variables): Scene {
  const [crosshair] = useState(createCrosshairStore);
  const key = JSON.stringify(values);
  const [bad, setBad] = useState({ key: "", detail: "" });
  const asked = useLatest(key);
  const onBadChoice = useCallback((detail: string) => setBad({ key: asked.current, detail }), [asked]);
  return {
    scene: {
      range: view.asked,
      zone: zoneName(view.zone),
      values,
      asOfMs: view.asOfMs,
      round: view.round,
      crosshair,
      onSelectRange: (selected) => view.change({ range: zoomTo(view.range, selected).range }),
      onBadChoice,
    },
    refused: bad.key === key ? bad.detail : "",
  };
}
