import type { ReactNode } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import type { BoardItem } from "../../../../domain/panel/Board.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { VisuallyHidden } from "../../../ui/VisuallyHidden.tsx";
import { placeStyle } from "../page/BoardGrid.tsx";
import { PanelView, type PanelScene } from "../panels/PanelView.tsx";
import { sizeWords } from "./placeItems.ts";
import { useArrange } from "./useArrange.ts";

export interface EditGridProps {
  readonly items: readonly BoardItem[];
  readonly panels: readonly PanelReading[];
  readonly scene: PanelScene;
  readonly renderMenu: (panelId: string) => ReactNode;
  readonly onChange: (items: readonly BoardItem[]) => void;
}

/** The board with a grip and a corner on every panel. */
export function EditGrid({ items, panels, scene, renderMenu, onChange }: EditGridProps) {
  const { held, said, grip, corner } = useArrange(items, onChange);
  return (
    <>
      <div className="sg-board">
        {items.map((item) => {
          const { panelId } = item;
          const panel = panels.find(({ id }) => id === panelId);
          if (!panel) return null;
          const isTarget = held?.targetId === panelId && held.panelId !== panelId;
          return (
            <div
              key={panelId}
              className="sg-board-item"
              data-panel-id={panelId}
              data-view={panel.view}
              data-held={held?.panelId === panelId || undefined}
              data-target={isTarget || undefined}
              style={placeStyle(item)}
            >
              <PanelView
                panel={panel}
                path={`/api/panels/${panelId}`}
                scene={scene}
                grip={
                  <button
                    type="button"
                    aria-label={`Move or size ${panel.name}, now ${sizeWords(item)}`}
                    title="Drag, or arrow keys; Shift and arrow keys size"
                    className="-ml-2 grid size-6 shrink-0 cursor-grab touch-none place-items-center rounded-sm text-fg-3 hover:bg-fill-1 active:cursor-grabbing"
                    {...grip(panelId, panel.name)}
                  >
                    <Icon name="grip-vertical" size={14} />
                  </button>
                }
                menu={renderMenu(panelId)}
              />
              <span aria-hidden="true" className="sg-board-corner max-sm:hidden" {...corner(panelId)} />
            </div>
          );
        })}
      </div>
      <VisuallyHidden>
        <span role="status" aria-label="Place and size">
          {said}
        </span>
      </VisuallyHidden>
    </>
  );
}
