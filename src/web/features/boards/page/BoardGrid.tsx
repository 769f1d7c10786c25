import type { ReactNode } from "react";
import type { BoardReading } from "../../../../contract/boards.ts";
import { BOARD_LIMITS } from "../../../../domain/panel/Board.ts";
import { PanelView, type PanelScene } from "../panels/PanelView.tsx";
// oxlint-disable-next-line import/no-unassigned-import -- styles have nothing to assign
import "./boards.css";

export interface BoardGridProps {
  readonly items: BoardReading["items"];
  readonly panels: BoardReading["panels"];
  readonly scene: PanelScene;
  /** Where the queries of a panel are asked, below a link. */
  readonly pathOf?: (panelId: string) => string;
  /** What an editor gets at the end of a panel's head. */
  readonly renderMenu?: ((panelId: string) => ReactNode) | undefined;
}

const HALF = 6;
const WIDE_FROM = 8;

/** In a narrower window panels stand two to a row, the wide ones alone. */
export function placeStyle({ width, height }: { readonly width: number; readonly height: number }): object {
  const mid = width >= WIDE_FROM ? BOARD_LIMITS.columns : HALF;
  return { "--w": width, "--h": height, "--w-mid": mid };
}

/** The panels in their places, left to right and top to bottom. */
export function BoardGrid({ items, panels, scene, pathOf, renderMenu }: BoardGridProps) {
  return (
    <div className="sg-board">
      {items.map((item) => {
        const panel = panels.find(({ id }) => id === item.panelId);
        if (!panel) return null;
        return (
          <div
            key={item.panelId}
            className="sg-board-item"
            data-panel-id={item.panelId}
            data-view={panel.view}
            style={placeStyle(item)}
          >
            <PanelView
              panel={panel}
              path={pathOf?.(panel.id) ?? `/api/panels/${panel.id}`}
              scene={scene}
              menu={renderMenu?.(panel.id)}
            />
          </div>
        );
      })}
    </div>
  );
}
