import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { BrowseCall, BrowseCalls } from "../../../../domain/browse/BrowseMessages.ts";
import { askBrowser } from "../../../lib/browse/askBrowser.ts";

export interface BrowseOptions {
  readonly isEnabled?: boolean;
  /** Shows the answer to the question before until the new one is here. */
  readonly keepsPrevious?: boolean;
  /** Part of the key only: what was held differs though the question is the same. */
  readonly version?: number;
}

/** How long an answer is good without asking again; the worker keeps names and metadata longer by itself. */
const FRESH_MS = 60_000;
/** Lists can be large: what nothing shows goes soon. */
const KEEP_MS = 60_000;

/** One question to the browse worker. A newer question aborts the request of the one before. */
export function useBrowse<Name extends BrowseCall>(
  call: Name,
  ask: BrowseCalls[Name]["ask"],
  options: BrowseOptions = {},
): UseQueryResult<BrowseCalls[Name]["answer"]> {
  const { isEnabled = true, keepsPrevious = false, version = 0 } = options;
  return useQuery<BrowseCalls[Name]["answer"]>({
    queryKey: ["browse", call, ask, version],
    queryFn: ({ signal }) => askBrowser(call, ask, signal),
    enabled: isEnabled,
    staleTime: FRESH_MS,
    gcTime: KEEP_MS,
    structuralSharing: false,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
}
