import type { SourceView } from "../../../contract/sources.ts";
import type { QueryRow } from "../../../domain/link/ExploreState.ts";
import { Link } from "../../lib/Link.tsx";
import { linkTo } from "../../lib/route.ts";
import { sourceNote } from "../../lib/sourceWords.ts";
import { Combobox } from "../../ui/Combobox.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { RangeControls } from "./RangeControls.tsx";
import type { ResolvedRange } from "../../../domain/time/TimeRange.ts";
import { DemoBadge, isDemo } from "./first/DemoBadge.tsx";
import { FollowButton } from "./logs/FollowButton.tsx";
import type { RenderKeeping } from "./KeepingSlot.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { setPageSource } from "./state/exploreActions.ts";
import type { Explore } from "./state/useExplore.ts";
import type { TimeActions } from "./state/useTimeActions.ts";

export interface ExploreBarProps {
  readonly explore: Explore;
  readonly time: TimeActions;
  readonly sources: readonly SourceView[];
  readonly focused: QueryRow;
  readonly askedRange: ResolvedRange;
  /** A row brings lines. */
  readonly hasLogs: boolean;
  readonly canAdd: boolean;
  /** Asks again at this moment, whole. */
  readonly onRefresh: () => void;
  /** Share and save. */
  readonly renderKeeping: RenderKeeping | undefined;
}

/** The top bar: source at the left; time range, refresh, share and save at the right, always in that order. */
export function ExploreBar(props: ExploreBarProps) {
  const { explore, time, sources, focused, askedRange, hasLogs, canAdd, onRefresh, renderKeeping } = props;
  const { state, executed } = explore;
  const source = sources.find(({ id }) => id === focused.sourceId);
  return (
    <header className="flex min-h-bar shrink-0 flex-wrap items-center gap-2 border-b border-line-1 px-3 max-sm:py-2">
      <Combobox
        label="Source"
        icon={isDemo(source) ? "flask-conical" : "database"}
        className="max-sm:flex-1"
        value={focused.sourceId}
        options={sources.map((one) => ({
          value: one.id,
          label: one.name,
          note: sourceNote(one),
          tag: one.kind === "loki" ? "logs" : "metrics",
        }))}
        placeholder={`${focused.sourceId} (not here)`}
        onChange={(sourceId) => explore.run((draft) => setPageSource(draft, focused.letter, sourceId))}
        footer={
          <Link
            to={linkTo({ page: "addSource" })}
            className="flex h-8 items-center gap-2 px-3 text-fg-2 no-underline hover:bg-fill-1"
          >
            <Icon name="plus" size={14} /> Add source
          </Link>
        }
      />
      <DemoBadge source={source} canAdd={canAdd} />
      <div className="ml-auto flex min-w-0 items-center gap-2 max-sm:order-last max-sm:w-full max-sm:justify-between">
        <RangeControls explore={explore} time={time} onRefresh={onRefresh} />
      </div>
      {/* On a phone beside Share, since the range needs its row. */}
      {hasLogs && <FollowButton explore={explore} askedRange={askedRange} />}
      {renderKeeping?.({
        state,
        asOfMs: executed.asOfMs,
        plotPx: executed.plotPx,
        zone: zoneName(state.zone),
        sources,
        hasLogs,
        onEditing: (editing) => explore.view({ editing }),
        onShow: (shown) => void explore.run(() => shown),
      })}
    </header>
  );
}
