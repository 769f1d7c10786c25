import { useEffect, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { sampled } from "../list/columnWidths.ts";
import type { LineEntry } from "./filterOf.ts";
import { countShares, type Shares } from "./shares.ts";

/** More lines than this are sampled, evenly: a share is not more exact for more. */
const SHARE_SAMPLE = 5_000;
const STEP = 250;

/** Shares of a line's entries among the loaded lines, a moment after the details opened; null before. */
export function useShares(lines: readonly LogLine[], entries: readonly LineEntry[]): Shares | null {
  const [shares, setShares] = useState<Shares | null>(null);
  useEffect(() => {
    const counting = countShares(sampled(lines, SHARE_SAMPLE), entries);
    let timer = 0;
    const work = () => {
      if (counting.step(STEP)) timer = window.setTimeout(work);
      else setShares(counting.shares());
    };
    timer = window.setTimeout(work);
    return () => window.clearTimeout(timer);
  }, [lines, entries]);
  return shares;
}
