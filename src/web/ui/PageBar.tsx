import type { ReactNode } from "react";

export interface PageBarProps {
  readonly title: string;
  /** Quiet text beside the title. */
  readonly aside?: string;
  readonly children?: ReactNode;
}

/** The top bar of a page without a time range: its title at the left, its actions at the right. */
export function PageBar({ title, aside, children }: PageBarProps) {
  return (
    <header className="flex h-bar shrink-0 items-center gap-2 border-b border-line-1 px-3 max-sm:h-12">
      <h1 className="ml-1 text-md max-sm:ml-0">{title}</h1>
      {aside && <span className="text-xs text-fg-3">{aside}</span>}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  );
}
