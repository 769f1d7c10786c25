import { encodeExplore } from "../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { makeAbsolute } from "../../../domain/time/makeAbsolute.ts";
import { formatRangeLabel } from "../../../domain/time/rangeLabel.ts";
import { withBase } from "../../lib/basePath.ts";
import { useSession } from "../../lib/session.ts";
import { searchOf } from "../../lib/useLinkState.ts";
import { ShareButton } from "./ShareButton.tsx";
import type { LinkTime } from "./ShareOrder.ts";
import { toMinutes } from "./toMinutes.ts";

export interface ShareExploreProps {
  readonly state: ExploreState;
  /** The moment "now" means for the results on screen. */
  readonly asOfMs: number;
  readonly plotPx: number;
  /** The IANA name behind the zone of the page. */
  readonly zone: string;
}

/** Shares exactly what Explore shows. Which panel is edited is nobody else's matter. */
export function ShareExplore({ state, asOfMs, plotPx, zone }: ShareExploreProps) {
  const { person, allowsPublicLinks = false } = useSession().data ?? {};
  const fixed = makeAbsolute(state.range, { nowMs: asOfMs, zone });
  const shown = { ...state, editing: null };
  const at = (time: LinkTime) =>
    encodeExplore(time === "absolute" ? { ...shown, range: fixed, refreshMs: 0 } : shown);
  const rangeText = (time: LinkTime) =>
    formatRangeLabel(toMinutes(time === "absolute" ? fixed : state.range), asOfMs, zone);
  return (
    <ShareButton
      order={{
        // Whoever opens the link reads its name: nothing of the query is in it.
        name: `Explore, ${rangeText("absolute")}`,
        address: (time) => `${window.location.origin}${withBase("/explore")}${searchOf(at(time))}`,
        view: (time) => ({ page: "explore", state: at(time) }),
        rangeText,
        plotPx,
        zone,
        holdsQueries: true,
        canMake: person !== undefined && person.role !== "viewer",
        isViewer: false,
        allowsPublic: allowsPublicLinks,
      }}
    />
  );
}
