import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { panelDocument, type PanelView } from "../../../../contract/panels.ts";
import type { Panel } from "../../../../domain/panel/Panel.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { documentQuery, panelQuery } from "../data/boardQueries.ts";
import type { BoardWork } from "./BoardWork.ts";
import { ConflictDialog } from "./ConflictDialog.tsx";
import { describePanel } from "./describe.ts";
import { saveBoard, savePanel } from "./editCalls.ts";
import { LookFields, WordFields } from "./PanelFields.tsx";
import { sizeItem } from "./placeItems.ts";
import { ThresholdFields } from "./ThresholdFields.tsx";
import { useDraft } from "./useDraft.ts";

export interface PanelDialogProps {
  readonly panelId: string;
  /** As it is called on the board. */
  readonly name: string;
  readonly boardId: string;
  /** The board is being changed: its width is part of that, and saved with it. */
  readonly work: BoardWork | null;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

const titleOf = (name: string) => `Words and look of ${name}`;

/** The words of a panel and how it is shown; its queries are edited in Explore. */
export function PanelDialog(props: PanelDialogProps) {
  const { panelId, name, boardId, work, onClose } = props;
  const panel = useQuery(panelQuery(panelId));
  const board = useQuery(documentQuery(boardId));
  const error = panel.error ?? board.error;
  const item = board.data?.board.items.find((one) => one.panelId === panelId);
  const width = work?.widthOf(panelId) ?? item?.width;
  if (panel.data && width !== undefined) return <Fields {...props} saved={panel.data} width={width} />;
  return (
    <Dialog title={titleOf(name)} onClose={onClose}>
      {error ? (
        <ProblemNotice problem={toProblem(error)} className="p-0!" />
      ) : (
        <p className="text-fg-2">Loading</p>
      )}
    </Dialog>
  );
}

interface FieldsProps extends PanelDialogProps {
  readonly saved: PanelView;
  readonly width: number;
}

function Fields({ panelId, name, boardId, work, saved, width: shownWidth, onSaved, onClose }: FieldsProps) {
  const client = useQueryClient();
  const nowMs = useOpenedMs();
  // As it was when the dialog opened.
  const [savedWidth] = useState(shownWidth);
  const [width, setWidth] = useState(savedWidth);
  const resize = async () => {
    if (width === savedWidth) return;
    if (work) return work.setWidth(panelId, width);
    const { rev, board } = await client.fetchQuery({ ...documentQuery(boardId), staleTime: 0 });
    const at = board.items.findIndex((one) => one.panelId === panelId);
    const items = sizeItem(board.items, at, { width, height: board.items[at]?.height ?? 0 });
    await saveBoard(boardId, { rev, document: { ...board, items } });
  };
  const draft = useDraft<Panel>({
    storageKey: `panel:${panelId}`,
    saved: { rev: saved.rev, document: saved.panel },
    schema: panelDocument,
    put: async (body) => {
      await savePanel(panelId, body);
      await resize();
    },
    onSaved: () => {
      void onSaved();
      showToast("Panel saved");
      onClose();
    },
  });
  const panel = draft.document;
  const isReady = panel.name.trim() !== "" && (draft.isChanged || width !== savedWidth);
  return (
    <Dialog
      title={titleOf(name)}
      isWide
      onClose={onClose}
      footer={
        <>
          {draft.isChanged && (
            <Button variant="ghost" className="mr-auto" onClick={draft.discard}>
              Discard changes
            </Button>
          )}
          <Button variant="ghost" onClick={onClose}>
            Close
          </Button>
          <Button variant="primary" disabled={!isReady || draft.isSaving} onClick={() => void draft.save()}>
            Save panel
          </Button>
        </>
      }
    >
      {draft.restoredMs !== null && (
        <Notice tone="info" title="Your unsaved changes are back">
          Made {momentText(draft.restoredMs, nowMs)} in this browser.
        </Notice>
      )}
      {draft.problem && <ProblemNotice problem={draft.problem} className="p-0!" />}
      <div className="grid grid-cols-2 gap-x-6 gap-y-3.5 max-sm:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-3.5">
          <WordFields panel={panel} onChange={draft.change} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <LookFields panel={panel} width={width} onChange={draft.change} onWidth={setWidth} />
          <ThresholdFields
            thresholds={panel.thresholds}
            onChange={(thresholds) => draft.change({ ...panel, thresholds })}
          />
        </div>
      </div>
      <ConflictDialog draft={draft} describe={describePanel} />
    </Dialog>
  );
}
