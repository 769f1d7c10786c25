import { cx } from "./cx.ts";

/** A still grey bar where text will be; `className` gives its size. Nothing pulses. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden="true" className={cx("block h-2.5 rounded-sm bg-fill-2", className)} />;
}
