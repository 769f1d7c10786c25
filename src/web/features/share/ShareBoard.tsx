import { encodeBoard } from "../../../domain/link/boardLink.ts";
import type { VariableValues } from "../../../domain/panel/Board.ts";
import { makeAbsolute } from "../../../domain/time/makeAbsolute.ts";
import { formatRangeLabel } from "../../../domain/time/rangeLabel.ts";
import type { TimeRange } from "../../../domain/time/TimeRange.ts";
import { withBase } from "../../lib/basePath.ts";
import { useSession } from "../../lib/session.ts";
import { searchOf } from "../../lib/useLinkState.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { ShareButton } from "./ShareButton.tsx";
import type { LinkTime } from "./ShareOrder.ts";
import { toMinutes } from "./toMinutes.ts";

export interface ShareBoardProps {
  readonly boardId: string;
  readonly name: string;
  readonly range: TimeRange;
  readonly zone: string;
  readonly values: VariableValues;
  /** The moment "now" means for what is on screen. */
  readonly asOfMs: number;
}

const PLOT_PX = 960;
const LABEL_LENGTH = 120;

/** Shares a board as it is read now: its range, and what was chosen. */
export function ShareBoard({ boardId, name, range, zone, values, asOfMs }: ShareBoardProps) {
  const { person, allowsPublicLinks = false } = useSession().data ?? {};
  const resolved = zoneName(zone);
  const fixed = makeAbsolute(range, { nowMs: asOfMs, zone: resolved });
  const rangeOf = (time: LinkTime) => (time === "absolute" ? fixed : range);
  const choices = Object.fromEntries(Object.entries(values).map(([key, chosen]) => [key, [...chosen]]));
  return (
    <ShareButton
      order={{
        name: name.slice(0, LABEL_LENGTH),
        address: (time) => {
          const state = {
            range: rangeOf(time),
            zone,
            refreshMs: null,
            values,
            isEditing: false,
            panelId: null,
          };
          return `${window.location.origin}${withBase(`/boards/${boardId}`)}${searchOf(encodeBoard(state))}`;
        },
        view: (time) => ({ page: "board", boardId, range: rangeOf(time), variables: choices }),
        rangeText: (time) => formatRangeLabel(toMinutes(rangeOf(time)), asOfMs, resolved),
        // Wide enough for the widest panel.
        plotPx: PLOT_PX,
        zone: resolved,
        holdsQueries: false,
        canMake: person !== undefined,
        isViewer: person?.role === "viewer",
        allowsPublic: allowsPublicLinks,
      }}
    />
  );
}
