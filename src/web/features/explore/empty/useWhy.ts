import { useQuery } from "@tanstack/react-query";
import { formatTimeIso } from "../../../../domain/time/formatTime.ts";
import { useSources } from "../../../lib/sources.ts";
import type { EmptyAnswer } from "./findWhy.ts";

const MINUTE_MS = 60_000;
/** A page that refreshes every few seconds does not look for the same reason every few seconds. */
const KEPT_MS = 5 * MINUTE_MS;

const minute = (ms: number) => Math.floor(ms / MINUTE_MS);

/**
 * Looks for the reason of an empty answer. Ended when the component goes or the question changes; a range that moved
 * by less than a minute is the same question.
 */
export function useWhy(empty: EmptyAnswer, zone: string) {
  const sources = useSources().data?.sources ?? [];
  const { sourceId, expr, sent, range } = empty;
  const key = ["why", sourceId, expr, sent, minute(range.startMs), minute(range.endMs), zone];
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      // The thinking is a script of its own: most answers are not empty.
      const { findWhy } = await import("./findWhy.ts");
      const timeText = (timeMs: number) => formatTimeIso(timeMs, zone);
      return findWhy(empty, { sources, timeText, signal });
    },
    enabled: sources.length > 0,
    staleTime: KEPT_MS,
    retry: false,
  });
}
