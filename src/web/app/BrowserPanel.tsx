import { lazy, Suspense } from "react";
import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";
import { browserOpen, useBrowserOpen } from "../lib/browse/browserOpen.ts";

const BrowserDrawer = lazy(async () => ({
  default: (await import("../features/browse/BrowserDrawer.tsx")).BrowserDrawer,
}));

const close = () => browserOpen.set(false);

/** The metric and label browser beside Explore, when it is open. */
export function BrowserPanel(slot: BrowserSlot) {
  const { isOpen, takesFocus } = useBrowserOpen();
  if (!isOpen) return null;
  return (
    // Its place stands before its code is here, so that the chart is laid out once.
    <Suspense
      fallback={
        <div className="w-drawer shrink-0 border-l border-line-1 bg-surface-2 max-lg:w-90 max-sm:hidden" />
      }
    >
      <BrowserDrawer {...slot} takesFocus={takesFocus} onClose={close} />
    </Suspense>
  );
}
