import { useEffect, useState } from "react";
import { roundRange } from "../../domain/browse/browseRange.ts";
import type { BrowserDrawerProps } from "../features/browse/BrowserDrawer.tsx";
import type { BrowserSlot } from "../features/explore/BrowserSlot.ts";
import { askBrowser, browseSource } from "../lib/browse/askBrowser.ts";
import { browserOpen, useBrowserOpen } from "../lib/browse/browserOpen.ts";

type Drawer = (props: BrowserDrawerProps) => React.ReactNode;

let drawer: Drawer | null = null;
const load = async () => (drawer = (await import("../features/browse/BrowserDrawer.tsx")).BrowserDrawer);

/** After the first chart, on any machine. */
const PREFETCH_AFTER_MS = 2000;

const close = () => browserOpen.set(false);

/** The metric and label browser beside Explore, when it is open. */
export function BrowserPanel(slot: BrowserSlot) {
  const { isOpen, takesFocus } = useBrowserOpen();
  const BrowserDrawer = useDrawer(isOpen);
  useNamesAhead(slot, isOpen);
  if (!isOpen) return null;
  // Its place stands before its code is here, so that the chart is laid out once.
  if (!BrowserDrawer) {
    return (
      <div className="w-drawer shrink-0 border-l border-line-1 bg-surface-2 max-lg:w-90 max-sm:hidden" />
    );
  }
  // The one component of a module that is fetched late; it is never another.
  // oxlint-disable-next-line react/static-components
  return <BrowserDrawer {...slot} takesFocus={takesFocus} onClose={close} />;
}

/** Its code, once it is wanted and here. Not `lazy`: React holds back what follows a fallback for 300 ms. */
function useDrawer(isWanted: boolean): Drawer | null {
  const [, setState] = useState<{ readonly failure: unknown }>();
  useEffect(() => {
    if (drawer) return undefined;
    let isGone = false;
    const settle = (failure: unknown) => {
      if (isGone || !isWanted) return;
      setState(() => {
        if (failure) throw failure;
        return { failure };
      });
    };
    const fetchIt = () => void load().then(() => settle(null), settle);
    // Fetched once the page has nothing else to do, so that the press of "Browser" waits for the names only.
    const idle = window.setTimeout(fetchIt, isWanted ? 0 : PREFETCH_AFTER_MS);
    return () => {
      isGone = true;
      window.clearTimeout(idle);
    };
  }, [isWanted]);
  return drawer;
}

/** Asks for the names while the code that shows them is on its way; the worker asks the source once for both. */
function useNamesAhead({ source, range }: BrowserSlot, isOpen: boolean): void {
  const { id, kind } = source;
  useEffect(() => {
    if (!isOpen || drawer || kind === "loki") return;
    const scope = { source: browseSource({ id, kind }), range: roundRange(range), match: "" };
    askBrowser("count", scope).catch(() => undefined);
    // The range of the moment it opens; what follows is the drawer's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isOpen, id, kind]);
}
