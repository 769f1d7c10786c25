import { lazy, Suspense, useEffect } from "react";
import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";
import { browserOpen, useBrowserOpen } from "../lib/browse/browserOpen.ts";

const load = () => import("../features/browse/BrowserDrawer.tsx");
const BrowserDrawer = lazy(async () => ({ default: (await load()).BrowserDrawer }));

/** After the first chart, on any machine. */
const PREFETCH_AFTER_MS = 2000;

const close = () => browserOpen.set(false);

/** The metric and label browser beside Explore, when it is open. */
export function BrowserPanel(slot: BrowserSlot) {
  const { isOpen, takesFocus } = useBrowserOpen();
  // Fetched once the page has nothing else to do, so that the press of "Browser" waits for the names only.
  useEffect(() => {
    const idle = window.setTimeout(() => void load().catch(() => undefined), PREFETCH_AFTER_MS);
    return () => window.clearTimeout(idle);
  }, []);
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
