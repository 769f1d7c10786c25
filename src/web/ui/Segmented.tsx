import { useRef, type KeyboardEvent } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";
import { nextIndex } from "./menuFocus.ts";

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  /** With an icon the label is the name only; the icon is what is seen. */
  readonly icon?: IconName;
}

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** "form": 32 high on a well; "bar": 26 high, joined, for icons in a tab bar. */
  readonly look?: "form" | "bar";
  /** The id of a visible label, instead of `label`. */
  readonly labelledBy?: string;
}

const looks = {
  form: {
    group: "inline-flex gap-0.5 self-start rounded bg-surface-2 p-0.5 inset-ring inset-ring-line-1",
    one: "h-7 justify-center gap-1.5 rounded-sm px-3 text-fg-2 aria-checked:bg-surface-3 aria-checked:font-medium aria-checked:text-fg-1 aria-checked:ring aria-checked:ring-line-2 max-sm:h-8",
  },
  bar: {
    group: "inline-flex overflow-clip rounded border border-line-2 bg-surface-3 divide-x divide-line-1",
    one: "h-6 min-w-6.5 justify-center text-fg-2 hover:bg-fill-1 focus-visible:-outline-offset-2 aria-checked:bg-fill-2 aria-checked:text-fg-1",
  },
} as const;

const THREE = 3;

/** One choice of a few, all in sight: a radio group. Arrows move and choose. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, segments, value, onChange, look = "form", labelledBy } = props;
  const group = useRef<HTMLDivElement>(null);
  const style = looks[look];
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.key === "ArrowRight" ? "ArrowDown" : event.key === "ArrowLeft" ? "ArrowUp" : event.key;
    const to = nextIndex(
      key,
      segments.findIndex((segment) => segment.value === value),
      segments.length,
    );
    const next = segments[to ?? -1];
    if (!next || to === null) return;
    event.preventDefault();
    onChange(next.value);
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[to]?.focus();
  };
  const hasChoice = segments.some((segment) => segment.value === value);
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={labelledBy ? undefined : label}
      aria-labelledby={labelledBy}
      className={cx(
        style.group,
        look === "form" && segments.length > 1 && "max-sm:self-stretch max-sm:*:grow max-sm:*:px-2",
        look === "form" &&
          segments.length > 1 &&
          // Four words do not fit one line of a phone.
          (segments.length > THREE ? "max-sm:grid max-sm:grid-cols-2" : "max-sm:flex"),
      )}
    >
      {segments.map((segment, index) => {
        const isOn = segment.value === value;
        return (
          <button
            key={segment.value}
            type="button"
            role="radio"
            aria-checked={isOn}
            aria-label={segment.icon ? segment.label : undefined}
            title={segment.icon ? segment.label : undefined}
            tabIndex={isOn || (!hasChoice && index === 0) ? 0 : -1}
            onClick={() => onChange(segment.value)}
            onKeyDown={onKeyDown}
            className={cx(
              "inline-flex items-center whitespace-nowrap",
              style.one,
              !segment.icon && look === "bar" && "px-2",
            )}
          >
            {segment.icon ? <Icon name={segment.icon} size={14} /> : segment.label}
          </button>
        );
      })}
    </div>
  );
}
