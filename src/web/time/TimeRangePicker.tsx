import { useId, useRef, useState } from "react";
import { formatRangeLabel } from "../../domain/time/rangeLabel.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { TimeRange, TimeZone } from "../../domain/time/TimeRange.ts";
import { resolveZone, zoneLabel } from "../../domain/time/zone.ts";
import { cx } from "../ui/cx.ts";
import { Icon } from "../ui/Icon.tsx";
import { Popover } from "../ui/Popover.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { JoinedIconButton } from "./JoinedIconButton.tsx";
import { joinedButtonClass, joinedGroupClass } from "./joinedClass.ts";
import { TimeRangePanel } from "./TimeRangePanel.tsx";

export interface TimeRangePickerProps {
  readonly range: TimeRange;
  readonly zone: TimeZone;
  /** The IANA name the browser reports. */
  readonly browserZone: string;
  /** When the shown data was asked for; decides how the range is worded. */
  readonly asOfMs: number;
  /** For a source with a legacy pair: offers the time before its cut-over. */
  readonly cutOverMs?: number;
  /** A new, readable range: chosen from the list, typed or picked in the calendar. */
  readonly onChange: (range: TimeRange) => void;
  readonly onChangeZone: (zone: TimeZone) => void;
  readonly onEarlier: () => void;
  readonly onLater: () => void;
  /** The clock for what is typed. Default the browser's. */
  readonly now?: () => number;
}

/** The time range with its neighbours: ◀ range ▶. The button opens the dialog "Time range". */
export function TimeRangePicker(props: TimeRangePickerProps) {
  const { range, zone, browserZone, asOfMs, cutOverMs, onChange, onChangeZone, now = Date.now } = props;
  const [openedMs, setOpenedMs] = useState<number | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const zoneName = resolveZone(zone, browserZone);
  const label = formatRangeLabel(range, asOfMs, zoneName);
  const offset = zoneLabel(zoneName, resolveRange(range, asOfMs, zoneName)?.endMs ?? asOfMs);
  const close = () => {
    setOpenedMs(null);
    anchor.current?.focus();
  };
  return (
    <div className={cx(joinedGroupClass, "max-sm:flex-1")}>
      <JoinedIconButton icon="chevron-left" label="Earlier by half the range" onClick={props.onEarlier} />
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={openedMs !== null}
        aria-controls={openedMs === null ? undefined : id}
        onClick={() => setOpenedMs(openedMs === null ? now() : null)}
        className={cx("group max-sm:flex-1", joinedButtonClass())}
      >
        <Icon name="clock" className="text-fg-2" />
        <VisuallyHidden>Time range </VisuallyHidden>
        <span className="num cut font-medium">{label}</span>{" "}
        <span className="num text-xs text-fg-3 group-aria-expanded:text-fg-2 max-sm:sr-only">{offset}</span>
      </button>
      <JoinedIconButton icon="chevron-right" label="Later by half the range" onClick={props.onLater} />
      {openedMs !== null && (
        <Popover id={id} anchor={anchor} label="Time range" align="end" onClose={close}>
          <TimeRangePanel
            range={range}
            zone={zone}
            browserZone={browserZone}
            nowMs={openedMs}
            {...(cutOverMs === undefined ? {} : { cutOverMs })}
            onChangeZone={onChangeZone}
            onApply={(next) => {
              close();
              onChange(next);
            }}
          />
        </Popover>
      )}
    </div>
  );
}
