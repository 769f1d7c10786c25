/**
 * A row of a list: what it is, what is to be said of it, its state and what can be done. The lists of links, people and
 * access tokens have their columns in the same places.
 */
export const listRowClass =
  "grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_--spacing(48)] items-center gap-x-6 gap-y-1 border-b border-line-1 px-4 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-sm:px-3";

/** The middle of it, below the rest where there is no room beside it. */
export const listRowMiddleClass = "flex min-w-0 flex-col max-md:col-span-2 max-md:row-start-2 max-md:pl-6.5";

/** Its end; as high with buttons as without. */
export const listRowEndClass =
  "flex min-h-7 items-center justify-end gap-2 max-md:col-start-2 max-md:row-start-1 max-sm:min-h-8";
