import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";

let current: BrowserSlot | null = null;

/** What Explore says of itself while it is the page; the palette reads it when it opens. */
export const exploreHere = {
  get: (): BrowserSlot | null => current,
  set(slot: BrowserSlot | null): void {
    current = slot;
  },
};
