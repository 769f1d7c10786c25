import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import type { TimeRange } from "../../../../domain/time/TimeRange.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Menu } from "../../../ui/Menu.tsx";
import type { MenuItem } from "../../../ui/MenuList.tsx";
import { showToast } from "../../../ui/toasts.ts";
import { panelQuery, panelVersionsQuery } from "../data/boardQueries.ts";
import type { BoardWork } from "./BoardWork.ts";
import { describePanel } from "./describe.ts";
import { PanelDetails } from "./Details.tsx";
import { savePanel } from "./editCalls.ts";
import { HistoryDialog } from "./HistoryDialog.tsx";
import { MoveDialog } from "./MoveDialog.tsx";
import { openInExplore } from "./openInExplore.ts";
import type { PanelActions } from "./usePanelActions.ts";

const PanelDialog = lazy(async () => ({ default: (await import("./PanelDialog.tsx")).PanelDialog }));

export interface PanelMenuProps {
  readonly panel: PanelReading;
  readonly boardId: string;
  /** Of a board that cannot be changed: a copy goes elsewhere. */
  readonly isStarter: boolean;
  readonly range: TimeRange;
  readonly zone: string;
  readonly values: VariableValues;
  readonly actions: PanelActions;
  /** While the board itself is changed. */
  readonly work: BoardWork | null;
  /** After something was saved. */
  readonly onChanged: () => Promise<void>;
}

type Opened = "words" | "move" | "copy" | "history" | "details";

/** What an editor can do with one panel. */
export function PanelMenu(props: PanelMenuProps) {
  const { panel, boardId, isStarter, range, zone, values, actions, work, onChanged } = props;
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const place = { panelId: panel.id, name: panel.name, boardId };
  const explore = () => {
    openInExplore(client, { panelId: panel.id, range, zone, values }).catch((error: unknown) => {
      const { title, code } = toProblem(error);
      showToast(`${title} (${code})`);
    });
  };
  const isNote = panel.view === "note";
  const read: readonly MenuItem[] = isNote
    ? []
    : [{ label: "Edit in Explore", icon: "compass", onSelect: explore }];
  const own: readonly MenuItem[] = [
    { label: "Words and look", icon: "pencil", onSelect: () => setOpened("words") },
    ...read,
    { label: "Duplicate", icon: "copy", onSelect: () => void actions.duplicate(place) },
    { label: "Move to another board", icon: "corner-down-left", onSelect: () => setOpened("move") },
    { label: "History", icon: "history", onSelect: () => setOpened("history") },
    { label: "Details", icon: "info", onSelect: () => setOpened("details") },
    {
      label: "Delete",
      icon: "trash-2",
      isDanger: true,
      startsGroup: true,
      onSelect: () => void actions.remove(place),
    },
  ];
  const starter: readonly MenuItem[] = [
    ...read,
    { label: "Copy to a board", icon: "copy", onSelect: () => setOpened("copy") },
  ];
  const close = () => setOpened(null);
  return (
    <>
      <Menu label={`Menu of ${panel.name}`} size="sm" items={isStarter ? starter : own} />
      {opened === "words" && (
        <Suspense>
          <PanelDialog {...place} work={work} onSaved={onChanged} onClose={close} />
        </Suspense>
      )}
      {(opened === "move" || opened === "copy") && (
        <MoveDialog
          name={panel.name}
          boardId={boardId}
          isCopy={opened === "copy"}
          onMove={(target) =>
            opened === "copy" ? actions.copyTo(place, target) : actions.moveTo(place, target)
          }
          onClose={close}
        />
      )}
      {opened === "details" && <PanelDetails panelId={panel.id} name={panel.name} onClose={close} />}
      {opened === "history" && <PanelHistory panelId={panel.id} onRestored={onChanged} onClose={close} />}
    </>
  );
}

interface PanelHistoryProps {
  readonly panelId: string;
  readonly onRestored: () => Promise<void>;
  readonly onClose: () => void;
}

function PanelHistory({ panelId, onRestored, onClose }: PanelHistoryProps) {
  const client = useQueryClient();
  const versions = useQuery(panelVersionsQuery(panelId));
  const all = versions.data?.versions;
  const restore = async (rev: number) => {
    const document = all?.find((one) => one.rev === rev)?.panel;
    if (!document) return;
    const now = await client.fetchQuery(panelQuery(panelId));
    await savePanel(panelId, { rev: now.rev, document });
    await onRestored();
    showToast("The older version is back");
  };
  return (
    <HistoryDialog
      title="History of the panel"
      versions={all?.map(({ rev, changed, panel }) => ({
        rev,
        ...changed,
        description: describePanel(panel),
      }))}
      problem={versions.error ? toProblem(versions.error) : undefined}
      onRestore={restore}
      onClose={onClose}
    />
  );
}
