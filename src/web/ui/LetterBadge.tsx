import { cx } from "./cx.ts";

export interface LetterBadgeProps {
  readonly letter: string;
  /** 1–12: `--color-series-N`. */
  readonly colorIndex: number;
  /** Without its colour: the query is hidden. */
  readonly isOff?: boolean;
  /** Size and place. */
  readonly className?: string;
}

/** The letter of a query in the query's colour; the same in its row and wherever something came by it. */
export function LetterBadge({ letter, colorIndex, isOff = false, className }: LetterBadgeProps) {
  return (
    <span
      aria-hidden="true"
      data-letter={letter}
      className={cx(
        "grid place-items-center rounded-sm text-2xs leading-none font-semibold",
        isOff ? "bg-fill-2 text-fg-3" : "text-fg-1",
        className,
      )}
      style={
        isOff
          ? undefined
          : {
              background: `color-mix(in srgb, var(--color-series-${colorIndex}) 24%, var(--color-surface-1))`,
            }
      }
    >
      {letter}
    </span>
  );
}
