import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import {
  addDays,
  addMonths,
  formatLongDate,
  formatMonth,
  monthGrid,
  moveMonth,
  weekdayHeads,
  type MonthDay,
} from "../../domain/time/monthGrid.ts";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/IconButton.tsx";

export interface MonthCalendarProps {
  /** First and last day of the range, "2024-10-20"; null when there is none to show. */
  readonly days: { readonly start: string; readonly end: string } | null;
  readonly today: string;
  readonly onPick: (date: string) => void;
}

const moves: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  PageUp: (date) => moveMonth(date, -1),
  PageDown: (date) => moveMonth(date, 1),
};

/** One month. Arrows move by days and weeks, Page Up and Down by months, Enter picks. */
export function MonthCalendar({ days, today, onPick }: MonthCalendarProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(days?.end ?? today);
  const shouldFocus = useRef(false);
  const month = focused.slice(0, 7);
  useEffect(() => {
    if (!shouldFocus.current) return;
    shouldFocus.current = false;
    grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    shouldFocus.current = true;
    setFocused(move(focused));
  };
  const showMonth = (count: number) => setFocused(`${addMonths(month, count)}-01`);
  return (
    <div className="text-xs">
      <div className="flex items-center">
        <IconButton icon="chevron-left" label="Previous month" size="sm" onClick={() => showMonth(-1)} />
        <span aria-live="polite" className="grow text-center font-medium">
          {formatMonth(month)}
        </span>
        <IconButton icon="chevron-right" label="Next month" size="sm" onClick={() => showMonth(1)} />
      </div>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={formatMonth(month)}
        onKeyDown={onKeyDown}
        className="num mt-2.5 flex flex-col gap-0.5 text-center"
      >
        <div role="row" className="grid grid-cols-7">
          {weekdayHeads.map((name) => (
            <span key={name} role="columnheader" className="text-2xs leading-6.5 text-fg-3">
              {name}
            </span>
          ))}
        </div>
        {monthGrid(month).map((week) => (
          <div key={week[0]?.date} role="row" className="grid grid-cols-7">
            {week.map((day) => (
              <DayCell
                key={day.date}
                day={day}
                days={days}
                isToday={day.date === today}
                isFocused={day.date === focused}
                onPick={() => {
                  setFocused(day.date);
                  onPick(day.date);
                }}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface DayCellProps {
  readonly day: MonthDay;
  readonly days: MonthCalendarProps["days"];
  readonly isToday: boolean;
  readonly isFocused: boolean;
  readonly onPick: () => void;
}

function DayCell({ day, days, isToday, isFocused, onPick }: DayCellProps) {
  const isStart = day.date === days?.start;
  const isEnd = day.date === days?.end;
  const isInside = days !== null && day.date >= days.start && day.date <= days.end;
  return (
    <div role="gridcell" aria-selected={isInside}>
      <button
        type="button"
        tabIndex={isFocused ? 0 : -1}
        aria-label={formatLongDate(day.date)}
        aria-current={isToday ? "date" : undefined}
        onClick={onPick}
        className={cx(
          "h-6.5 w-full focus-visible:-outline-offset-2 max-sm:h-8",
          isStart && "rounded-l-sm",
          isEnd && "rounded-r-sm",
          isStart || isEnd
            ? "bg-accent font-medium text-on-accent focus-visible:outline-on-accent"
            : isInside
              ? "bg-accent-bg hover:bg-fill-2"
              : cx("rounded-sm hover:bg-fill-1", day.isOutside && "text-fg-3"),
          isToday && !isStart && !isEnd && "font-semibold text-accent-fg",
        )}
      >
        {day.day}
      </button>
    </div>
  );
}
