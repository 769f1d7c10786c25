import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export type Tone = "neutral" | "accent" | "ok" | "warn" | "danger";

const tones: Record<Tone, string> = {
  neutral: "bg-fill-2 text-fg-2",
  accent: "bg-accent-bg text-accent-fg",
  ok: "bg-ok-bg text-ok",
  warn: "bg-warn-bg text-warn",
  danger: "bg-danger-bg text-danger",
};

export interface BadgeProps {
  readonly tone?: Tone;
  /** A status carries an icon and a word; colour is never the only cue. */
  readonly icon?: IconName;
  readonly children: ReactNode;
}

export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-4.5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-2xs leading-none font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
