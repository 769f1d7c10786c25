import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.ts";

export interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** Why there is nothing. */
  readonly children: ReactNode;
  /** One next step, more of them quiet. */
  readonly actions?: ReactNode;
  /** What whoever is asked for help wants to know; after everything else. */
  readonly facts?: string;
}

/** Nothing to show, and why, in the anatomy of a problem; it is no failure, so it is no alert. */
export function EmptyState({ icon, title, children, actions, facts }: EmptyStateProps) {
  return (
    <section className="grid max-w-160 grid-cols-[20px_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 p-4 max-sm:px-3">
      <Icon name={icon} size={20} className="text-fg-3" />
      <p className="font-semibold">{title}</p>
      <div className="col-start-2 text-fg-2">{children}</div>
      {actions && <div className="col-start-2 mt-2.5 flex flex-wrap items-center gap-2">{actions}</div>}
      {facts && <p className="mono col-start-2 mt-2.5 text-2xs text-fg-3">{facts}</p>}
    </section>
  );
}
