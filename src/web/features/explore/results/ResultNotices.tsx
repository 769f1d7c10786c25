import { useState } from "react";
import { Notice } from "../../../ui/Notice.tsx";
import type { RowRun } from "../run/useRuns.ts";
import { answerOf } from "./answerOf.ts";
import { noteTitles, resultNotes } from "./resultNotes.ts";

/** Said again for another letter or another text of the query; a refresh asks the same and says nothing new. */
function noticesOf(run: RowRun) {
  const answer = answerOf(run);
  if (!answer) return [];
  const { letter } = run;
  return resultNotes(answer).map((note) => ({
    ...note,
    letter,
    key: JSON.stringify([letter, answer.expr, note.text]),
  }));
}

/**
 * What the sources said about their answers, in sight until dismissed: once per query. Who opens the link asks the
 * source again and is told again, so a dismissal belongs to this page alone.
 */
export function ResultNotices({ runs }: { readonly runs: readonly RowRun[] }) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const hasSeveral = runs.length > 1;
  const shown = runs.flatMap(noticesOf).filter(({ key }) => !dismissed.has(key));
  if (shown.length === 0) return null;
  return (
    <div className="max-h-32 shrink-0 overflow-y-auto max-sm:max-h-none">
      {shown.map(({ key, kind, letter, text }) => (
        <Notice
          key={key}
          tone={kind === "info" ? "info" : "warn"}
          title={hasSeveral ? `${noteTitles[kind]}, query ${letter}` : noteTitles[kind]}
          onDismiss={() => setDismissed(new Set([...dismissed, key]))}
        >
          {text}
        </Notice>
      ))}
    </div>
  );
}
