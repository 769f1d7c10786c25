import { useQuery } from "@tanstack/react-query";
import type { SourceView } from "../../../contract/sources.ts";
import type { ExploreState, PanelEdit } from "../../../domain/link/ExploreState.ts";
import { boardsQuery } from "../../lib/boards.ts";
import { appLocation } from "../../lib/location.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { showToast } from "../../ui/toasts.ts";
import { askPanel } from "./saveCalls.ts";
import { NEW_BOARD } from "./saveDraft.ts";
import { SaveFormDialog } from "./SaveFormDialog.tsx";
import { rememberBoard, type SaveSubject } from "./SaveSubject.ts";
import type { SavedAs } from "./useSaveForm.ts";

export interface SaveSlot {
  readonly state: ExploreState;
  readonly sources: readonly SourceView[];
  readonly hasLogs: boolean;
  readonly onEditing: (panel: PanelEdit | null) => void;
  readonly onShow: (state: ExploreState) => void;
}

export interface SaveDialogProps extends SaveSlot {
  readonly onClose: () => void;
}

/** Asks which boards there are, and for the panel that is edited, before there is anything to fill in. */
export function SaveDialog({ state, sources, hasLogs, onEditing, onShow, onClose }: SaveDialogProps) {
  const boards = useQuery(boardsQuery);
  const { editing } = state;
  const saved = useQuery({
    queryKey: ["panel", editing?.id ?? "", "document"],
    queryFn: ({ signal }) => askPanel(editing?.id ?? "", signal),
    enabled: editing !== null,
    staleTime: 0,
  });
  if (state.queries.every(({ expr }) => expr.trim() === "")) {
    return (
      <Dialog title="Save panel" onClose={onClose}>
        <EmptyState icon="bookmark" title="There is nothing to save yet">
          Write a query first; a panel keeps it with how it is drawn.
        </EmptyState>
      </Dialog>
    );
  }
  // A panel that is gone can still be saved as a new one.
  const isGone = saved.error !== null && toProblem(saved.error).code === "PANEL_NOT_FOUND";
  const error = boards.error ?? (isGone ? null : saved.error);
  if (error || !boards.data || (editing !== null && !isGone && (!saved.data || saved.isFetching))) {
    return (
      <Dialog title="Save panel" onClose={onClose}>
        {error ? (
          <ProblemNotice problem={toProblem(error)} className="p-0!" />
        ) : (
          <div aria-busy="true" className="flex flex-col gap-4 py-2">
            <Skeleton className="w-40" />
            <Skeleton className="w-60" />
            <Skeleton className="w-50" />
          </div>
        )}
      </Dialog>
    );
  }
  const own = boards.data.boards.filter(({ isStarter }) => !isStarter);
  const kinds = new Map(sources.map(({ id, kind }) => [id, kind]));
  const subject: SaveSubject = {
    state,
    hasLogs,
    languageOf: (sourceId) => (kinds.get(sourceId) === "loki" ? "logql" : "promql"),
    saved: (editing && saved.data) ?? null,
    rev: editing?.rev || saved.data?.rev || 0,
    boards: own,
    boardFor: (name) => ({
      name,
      folder: "",
      description: "",
      items: [],
      variables: [],
      range: state.range,
      zone: state.zone,
      refreshMs: 0,
    }),
  };
  const done = ({ view, isNew }: SavedAs) => {
    if (view.boardId !== NEW_BOARD) rememberBoard(view.boardId);
    if (!isNew) onEditing({ id: view.id, rev: view.rev });
    onClose();
    showToast(`${view.panel.name} saved`, {
      label: "Open board",
      icon: "layout-dashboard",
      onSelect: () => appLocation.go(`/boards/${view.boardId}`),
    });
  };
  return <SaveFormDialog subject={subject} onSaved={done} onShow={onShow} onClose={onClose} />;
}
