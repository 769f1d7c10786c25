import { cx } from "../ui/cx.ts";

/** One item of the rail: 36 × 36 collapsed, 32 high open, a column of the bottom bar on narrow windows. */
export function railItemClass(isWide: boolean): string {
  return cx(
    "relative flex items-center gap-2.5 rounded text-fg-2 no-underline hover:bg-fill-1 hover:text-fg-1",
    "aria-[current=page]:bg-fill-2 aria-[current=page]:text-fg-1 aria-[current=page]:font-medium",
    "before:absolute before:hidden before:bg-accent aria-[current=page]:before:block",
    "sm:before:top-1.75 sm:before:bottom-1.75 sm:before:-left-1.5 sm:before:w-0.5 sm:before:rounded-r-sm",
    // The open page has an item of its own below this one; the bottom bar has no room for that.
    "aria-[current=true]:text-fg-1 aria-[current=true]:font-medium",
    "max-sm:aria-[current=true]:text-accent-fg max-sm:aria-[current=true]:before:block",
    "sm:px-2.25",
    isWide ? "sm:h-8 sm:w-full" : "sm:size-9",
    "max-sm:h-full max-sm:flex-1 max-sm:flex-col max-sm:justify-center max-sm:gap-0.75 max-sm:rounded-none max-sm:text-2xs max-sm:leading-3.5",
    "max-sm:aria-[current=page]:bg-transparent max-sm:aria-[current=page]:text-accent-fg",
    "max-sm:before:inset-x-1/4 max-sm:before:-top-px max-sm:before:h-0.5",
  );
}

/** The words beside an icon: seen in the open rail and the bottom bar, read everywhere. */
export function railTextClass(isWide: boolean): string {
  return isWide ? "" : "sm:absolute sm:size-px sm:overflow-hidden sm:[clip-path:inset(50%)]";
}
