import { useLayoutEffect } from "react";
import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";
import { BrowserPanel } from "./BrowserPanel.tsx";
import { exploreHere } from "./exploreHere.ts";

/** What the app puts beside Explore: the browser; and it notes what Explore says, for the palette. */
export function BesideExplore(slot: BrowserSlot) {
  useLayoutEffect(() => exploreHere.set(slot));
  useLayoutEffect(() => () => exploreHere.set(null), []);
  return <BrowserPanel {...slot} />;
}
