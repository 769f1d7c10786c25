import { cx } from "../ui/cx.ts";

/** Controls that share one edge, with hairlines inside. The focus ring is drawn inside, since the group cuts off what sticks out. */
export const joinedGroupClass =
  "inline-flex min-w-0 overflow-clip rounded border border-line-2 bg-surface-3 divide-x divide-line-1";

export function joinedButtonClass(isSquare = false): string {
  return cx(
    "inline-flex h-6.5 min-w-0 items-center justify-center gap-1.5 whitespace-nowrap transition-colors max-sm:h-7.5",
    "hover:ground-hover active:ground-press aria-expanded:ground-press focus-visible:-outline-offset-2",
    isSquare ? "w-7.5 text-fg-2" : "px-2.5",
  );
}
