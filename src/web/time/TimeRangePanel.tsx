import type { SyntheticEvent } from "react";
import { formatDateIso } from "../../domain/time/formatTime.ts";
import { isRelativeTime } from "../../domain/time/parseTime.ts";
import { quickRanges } from "../../domain/time/quickRanges.ts";
import { formatRangeLabel, formatShortRange } from "../../domain/time/rangeLabel.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { TimeRange, TimeZone } from "../../domain/time/TimeRange.ts";
import { resolveZone } from "../../domain/time/zone.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { MonthCalendar } from "./MonthCalendar.tsx";
import { QuickRangeList } from "./QuickRangeList.tsx";
import { useRangeDraft } from "./useRangeDraft.ts";
import { ZonePicker } from "./ZonePicker.tsx";

export interface TimeRangePanelProps {
  readonly range: TimeRange;
  readonly zone: TimeZone;
  readonly browserZone: string;
  /** The moment at which it was opened: "now" for what is typed. */
  readonly nowMs: number;
  readonly cutOverMs?: number;
  readonly onApply: (range: TimeRange) => void;
  readonly onChangeZone: (zone: TimeZone) => void;
}

const ends = [
  { key: "from", label: "From" },
  { key: "to", label: "To" },
] as const;

/** The inside of the dialog "Time range": the list at the left; fields, calendar and zone at the right. */
export function TimeRangePanel(props: TimeRangePanelProps) {
  const { range, zone, browserZone, nowMs, cutOverMs, onApply, onChangeZone } = props;
  const zoneName = resolveZone(zone, browserZone);
  const draft = useRangeDraft(range, { nowMs, zone: zoneName });
  const label = formatRangeLabel(range, nowMs, zoneName);
  const resolved = isRelativeTime(range.from) ? null : resolveRange(range, nowMs, zoneName);
  const today = formatDateIso(nowMs, zoneName);
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const next = draft.check();
    if (next) onApply(next);
  };
  return (
    <div className="grid w-130 max-w-full grid-cols-[148px_minmax(0,1fr)] max-sm:w-[calc(100vw-16px)] max-sm:grid-cols-1">
      <QuickRangeList
        quickRanges={quickRanges({ zone: zoneName, ...(cutOverMs === undefined ? {} : { cutOverMs }) })}
        range={range}
        label={resolved && !isRelativeTime(range.to) ? formatShortRange(resolved, nowMs, zoneName) : label}
        onChoose={onApply}
      />
      <form noValidate onSubmit={apply} className="flex min-w-0 flex-col gap-2.5 p-3">
        {ends.map(({ key, label: name }) => {
          const problem = draft.problems[key];
          return (
            <Field key={key} label={name} error={problem && `${problem} ${label} is kept.`}>
              {(control) => (
                <Input
                  {...control}
                  className="num"
                  autoComplete="off"
                  spellCheck={false}
                  data-autofocus={key === "from" ? "" : undefined}
                  value={draft.texts[key]}
                  onChange={(event) => draft.change({ ...draft.texts, [key]: event.target.value })}
                  onFocus={(event) => event.target.select()}
                />
              )}
            </Field>
          );
        })}
        <MonthCalendar days={draft.days} today={today} onPick={draft.pickDay} />
        <div className="flex items-center justify-between gap-2">
          <ZonePicker zone={zone} browserZone={browserZone} onChange={onChangeZone} />
          <Button type="submit" variant="primary" size="sm">
            Apply
          </Button>
        </div>
        <p className="text-2xs text-fg-3">90m, now-6h, now/d, ISO, epoch, “a to b”</p>
      </form>
    </div>
  );
}
