import type { SourceView } from "../../../../contract/sources.ts";
import type { RowRun } from "../run/useRuns.ts";
import { ClockNotice } from "./ClockNotice.tsx";
import { SourceNote } from "./SourceNote.tsx";
import { GlobalHostNotice } from "./GlobalHostNotice.tsx";

export interface SourceNoticesProps {
  /** Of the focused query. */
  readonly source: SourceView | undefined;
  readonly runs: readonly RowRun[];
}

/** What is to be said of a source once it has answered. */
export function SourceNotices({ source, runs }: SourceNoticesProps) {
  const answered = runs.map(({ shown, logs }) => (shown ?? logs)?.request.sourceId);
  const hasAnswered = source !== undefined && answered.includes(source.id);
  return (
    <>
      <ClockNotice
        sourceId={source?.id ?? ""}
        sourceName={source?.name ?? ""}
        // Loki has no way to ask for its time, and our own engine has ours.
        hasAnswered={hasAnswered && source.kind === "prometheus"}
      />
      <SourceNote source={source} />
      <GlobalHostNotice source={source} hasAnswered={hasAnswered} />
    </>
  );
}
