import { formatRangeLabel } from "../../../domain/time/rangeLabel.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { zoneName } from "./state/browserZone.ts";
import type { Explore } from "./state/useExplore.ts";
import type { TimeActions } from "./state/useTimeActions.ts";

export interface RangeControlsProps {
  readonly explore: Explore;
  readonly time: TimeActions;
  readonly isRunning: boolean;
}

/** Range with its neighbours, zoom-out and refresh. */
export function RangeControls({ explore, time }: RangeControlsProps) {
  const { state, executed } = explore;
  const label = formatRangeLabel(state.range, executed.asOfMs, zoneName(state.zone));
  return (
    <>
      <IconButton
        icon="chevron-left"
        label="Earlier by half the range"
        variant="default"
        onClick={time.earlier}
      />
      <Button icon="clock" aria-label={`Time range ${label}`}>
        {label}
      </Button>
      <IconButton
        icon="chevron-right"
        label="Later by half the range"
        variant="default"
        onClick={time.later}
      />
      <IconButton icon="zoom-out" label="Zoom out" variant="default" onClick={time.zoomOut} />
      <IconButton icon="refresh-cw" label="Refresh" variant="default" onClick={() => explore.refresh()} />
    </>
  );
}
