import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import { IconButton } from "./IconButton.tsx";
import type { IconName } from "./icons.ts";

export type NoticeTone = "info" | "ok" | "warn" | "danger";

const looks: Record<NoticeTone, { readonly box: string; readonly icon: IconName }> = {
  info: { box: "bg-accent-bg text-accent-fg", icon: "info" },
  ok: { box: "bg-ok-bg text-ok", icon: "circle-check" },
  warn: { box: "bg-warn-bg text-warn", icon: "triangle-alert" },
  danger: { box: "bg-danger-bg text-danger", icon: "circle-alert" },
};

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly children: ReactNode;
  /** One way on, as a small button. */
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
}

/** One line of notice: icon, what happened, one way on. Failures go to ProblemNotice. */
export function Notice({ tone, title, children, action, onDismiss }: NoticeProps) {
  const look = looks[tone];
  return (
    <div
      role="status"
      className={cx("flex min-h-8 flex-wrap items-center gap-2 px-3 py-1 text-xs", look.box)}
    >
      <Icon name={look.icon} size={14} />
      <span className="min-w-0 shrink grow basis-48 text-fg-1 [overflow-wrap:anywhere]">
        {title && <strong className="mr-1 font-semibold">{title}.</strong>}
        {children}
      </span>
      {action}
      {onDismiss && <IconButton size="sm" icon="x" label="Dismiss" onClick={onDismiss} />}
    </div>
  );
}
