import type { ReactNode } from "react";
import type { BoardReading } from "../../../../contract/boards.ts";
import { formatRangeLabel } from "../../../../domain/time/rangeLabel.ts";
import { shiftRange } from "../../../../domain/time/shiftRange.ts";
import { zoomOut } from "../../../../domain/time/zoomRange.ts";
import type { RangeChange } from "../../../../domain/time/makeAbsolute.ts";
import { browserZone, zoneName } from "../../../lib/zoneName.ts";
import { RefreshPicker } from "../../../time/RefreshPicker.tsx";
import { TimeRangePicker } from "../../../time/TimeRangePicker.tsx";
import { Badge } from "../../../ui/Badge.tsx";
import { VisuallyHidden } from "../../../ui/VisuallyHidden.tsx";
import type { BoardView } from "../data/useBoardState.ts";

export interface BoardBarProps {
  readonly board: Pick<BoardReading, "name" | "description" | "canEdit">;
  readonly view: BoardView;
  /** Beside the name: "Editing". */
  readonly badge?: ReactNode;
  /** Share; for editors, Edit. */
  readonly actions: ReactNode;
  readonly onNote: (note: string) => void;
}

/** Title at the left; time range, refresh, share at the right, always in that order. */
export function BoardBar({ board, view, badge, actions, onNote }: BoardBarProps) {
  return (
    <header className="flex min-h-bar shrink-0 flex-wrap items-center gap-2 border-b border-line-1 px-3 max-sm:py-2">
      <div className="flex min-w-0 items-center gap-2.5 pl-1 max-sm:flex-1 max-sm:pl-0">
        <h1 className="cut text-md font-semibold" title={board.description || undefined}>
          {board.name}
        </h1>
        {badge}
        {!board.canEdit && (
          <span className="inline-flex max-sm:hidden">
            <Badge icon="lock">View only</Badge>
          </span>
        )}
      </div>
      <div className="ml-auto flex min-w-0 items-center gap-2 max-sm:order-last max-sm:w-full">
        <BoardTime view={view} onNote={onNote} />
      </div>
      {actions}
      <VisuallyHidden>
        <span role="status" aria-label="Range">
          {formatRangeLabel(view.range, view.asOfMs, zoneName(view.zone))}
        </span>
      </VisuallyHidden>
    </header>
  );
}

/** Range with its neighbours, zoom-out, refresh and how often. */
function BoardTime({ view, onNote }: Pick<BoardBarProps, "view" | "onNote">) {
  const { range, zone, asOfMs, change } = view;
  const moment = () => ({ nowMs: Date.now(), zone: zoneName(zone) });
  const apply = ({ range: next, note }: RangeChange) => {
    if (next === range) return;
    change({ range: next });
    if (note !== "") onNote(note);
  };
  return (
    <>
      <TimeRangePicker
        range={range}
        zone={zone}
        browserZone={browserZone()}
        asOfMs={asOfMs}
        onChange={(next) => change({ range: next })}
        onChangeZone={(next) => change({ zone: next })}
        onEarlier={() => apply(shiftRange(range, "earlier", moment()))}
        onLater={() => apply(shiftRange(range, "later", moment()))}
      />
      <RefreshPicker
        isShortOnPhones
        refreshMs={view.refreshMs}
        onRefresh={view.refresh}
        onZoomOut={() => apply(zoomOut(range, moment()))}
        onChange={(refreshMs) => change({ refreshMs })}
      />
    </>
  );
}
