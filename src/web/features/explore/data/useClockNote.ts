import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { clockSkewNote } from "../../../../domain/time/clockSkew.ts";
import { dataGet } from "../../../lib/api.ts";
import { isRemembered, rememberInSession } from "../../../lib/sessionMemory.ts";

/** VictoriaMetrics answers time() 30 s late on purpose (-search.latencyOffset); a second more, and it is no clock's fault. */
const LATE_ON_PURPOSE_MS = 1000;

/** `{"resultType": "scalar", "result": [1435781451.781, "1435781451.781"]}` → milliseconds; null for anything else. */
function readTime(data: unknown): number | null {
  const result = typeof data === "object" && data !== null && "result" in data ? data.result : null;
  const seconds = Array.isArray(result) ? Number(result[1]) : Number.NaN;
  return seconds > 0 ? seconds * 1000 : null;
}

/** Asks the source for its time, as Prometheus' own page does, and says what differs; null when nothing worth saying. */
async function readClock(sourceId: string, signal: AbortSignal): Promise<string | null> {
  const sentMs = Date.now();
  const { data } = await dataGet({ sourceId, path: "/api/v1/query", params: { query: "time()" }, signal });
  const serverMs = readTime(data);
  if (serverMs === null) return null;
  return clockSkewNote({ serverMs, sentMs: sentMs - LATE_ON_PURPOSE_MS, receivedMs: Date.now() });
}

export interface ClockNote {
  /** Null until something is to be said. */
  readonly text: string | null;
  readonly dismiss: () => void;
}

/** Whether a source's clock differs by more than 30 s (C8): looked at once per source and session, after its first answer. */
export function useClockNote(sourceId: string, hasAnswered: boolean): ClockNote {
  const key = `clock:${sourceId}`;
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const isSettled = dismissed.includes(key) || isRemembered(key);
  const { data } = useQuery({
    queryKey: ["clock", sourceId],
    queryFn: async ({ signal }) => {
      const note = await readClock(sourceId, signal);
      if (note === null) rememberInSession(key);
      return note;
    },
    enabled: hasAnswered && sourceId !== "" && !isSettled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return {
    text: isSettled ? null : (data ?? null),
    dismiss: () => {
      rememberInSession(key);
      setDismissed([...dismissed, key]);
    },
  };
}
