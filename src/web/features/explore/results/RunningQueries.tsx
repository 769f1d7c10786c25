import { useQuery } from "@tanstack/react-query";
import { call } from "../../../lib/api.ts";
import { Running } from "../../../ui/Running.tsx";
import { useElapsed } from "../../../ui/useElapsed.ts";
import type { RowRun } from "../run/useRuns.ts";
import { queueNote } from "./queueNote.ts";

/** An answer that is sooner there is no matter of queues. */
const QUEUE_FROM_MS = 500;
const LOOK_EVERY_MS = 1_000;

/** The schema library is fetched beside the answer, so that it is no part of the first script. */
const queueSchema = () => import("../../../../contract/queue.ts").then((contract) => contract.queueView);

interface RunningQueriesProps {
  readonly runs: readonly RowRun[];
  /** When the run began, by performance.now(). */
  readonly startedAtMs: number;
  readonly onCancel: () => void;
}

/** Elapsed time, a way out, and how many go first where a source is busy (T14). */
export function RunningQueries({ runs, startedAtMs, onCancel }: RunningQueriesProps) {
  const isLong = useElapsed(startedAtMs, true) >= QUEUE_FROM_MS;
  const { data } = useQuery({
    queryKey: ["queue"],
    queryFn: ({ signal }) => call({ path: "/api/queue", answer: queueSchema(), signal }),
    enabled: isLong,
    refetchInterval: LOOK_EVERY_MS,
    staleTime: 0,
    gcTime: 0,
  });
  const asked = new Set(runs.flatMap((run) => (run.isRunning && run.request ? [run.request.sourceId] : [])));
  return (
    <Running startedAtMs={startedAtMs} onCancel={onCancel} note={data ? queueNote(data, asked) : null} />
  );
}
