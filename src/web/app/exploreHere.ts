import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";

let current: BrowserSlot | null = null;

/** Explore's part of what a palette needs that opens now. */
export interface ExploreHere extends BrowserSlot {
  /** The cursor stands in a query. */
  readonly isAtCursor: boolean;
}

const isInQuery = () =>
  document.activeElement?.closest('[aria-label^="Query "]:is(textarea, [role=textbox])') != null;

/** What Explore says of itself while it is the page; the palette takes it when it opens. */
export const exploreHere = {
  get: (): ExploreHere | null => current && { ...current, isAtCursor: isInQuery() },
  set(slot: BrowserSlot | null): void {
    current = slot;
  },
};
