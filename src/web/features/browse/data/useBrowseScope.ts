import { useMemo, useState } from "react";
import type { BrowseScope, BrowseSource } from "../../../../domain/browse/BrowseMessages.ts";
import { type HeldRange, steadyRange } from "../../../../domain/browse/browseRange.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import { browseSource } from "../../../lib/browse/askBrowser.ts";

/** Lists of a range that follows the clock are asked for anew after this long. */
const LIFETIME_MS = 5 * 60_000;

/** The source and range every list is asked for: the same value while the range moved less than 5 s or with the clock. */
export function useBrowseScope(source: SourceView, range: ResolvedRange): Omit<BrowseScope, "match"> {
  const [held, setHeld] = useState<HeldRange>(() => steadyNow(null, range));
  const next = held.given === range ? held : steadyNow(held, range);
  if (next !== held) setHeld(next);
  const { id, kind } = source;
  const address: BrowseSource = useMemo(() => browseSource({ id, kind }), [id, kind]);
  const { asked } = next;
  return useMemo(() => ({ source: address, range: asked }), [address, asked]);
}

function steadyNow(held: HeldRange | null, range: ResolvedRange): HeldRange {
  return steadyRange(held, range, { nowMs: Date.now(), lifetimeMs: LIFETIME_MS });
}
