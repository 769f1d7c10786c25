import { preferences } from "../../lib/preferences.ts";
import { RefreshPicker } from "../../time/RefreshPicker.tsx";
import { TimeRangePicker } from "../../time/TimeRangePicker.tsx";
import { browserZone } from "../../lib/zoneName.ts";
import type { Explore } from "./state/useExplore.ts";
import type { TimeActions } from "./state/useTimeActions.ts";

export interface RangeControlsProps {
  readonly explore: Explore;
  readonly time: TimeActions;
  readonly onRefresh: () => void;
}

/** Range with its neighbours, zoom-out, refresh and how often. */
export function RangeControls({ explore, time, onRefresh }: RangeControlsProps) {
  const { state, executed } = explore;
  return (
    <>
      <TimeRangePicker
        range={state.range}
        zone={state.zone}
        browserZone={browserZone()}
        asOfMs={executed.asOfMs}
        onChange={time.set}
        onChangeZone={(zone) => {
          preferences.set({ zone });
          explore.run((draft) => ({ ...draft, zone }));
        }}
        onEarlier={time.earlier}
        onLater={time.later}
      />
      <RefreshPicker
        refreshMs={state.refreshMs}
        onRefresh={onRefresh}
        onZoomOut={time.zoomOut}
        onChange={(refreshMs) => explore.view({ refreshMs })}
      />
    </>
  );
}
