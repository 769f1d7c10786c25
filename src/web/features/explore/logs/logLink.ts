import { encodeLineRef, lineRange, lineRef } from "../../../../domain/frame/logs/lineRef.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { encodeExplore } from "../../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import { withBase } from "../../../lib/basePath.ts";
import { searchOf } from "../../../lib/useLinkState.ts";

/** An address that opens at this line, in a range of half a second to each side (E7). */
export function linkToLine(state: ExploreState, line: LogLine): string {
  const ref = lineRef(line);
  const { startNs, endNs } = lineRange(ref);
  const range = {
    from: String(Math.floor(nsToMs(startNs))),
    to: String(Math.ceil(nsToMs(endNs))),
  };
  const logs = { ...state.logs, line: encodeLineRef(ref), isLive: false };
  const search = searchOf(encodeExplore({ ...state, range, tab: "logs", refreshMs: 0, logs }));
  return `${window.location.origin}${withBase("/explore")}${search}`;
}
