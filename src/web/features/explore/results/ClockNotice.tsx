import { Notice } from "../../../ui/Notice.tsx";
import { useClockNote } from "../data/useClockNote.ts";

export interface ClockNoticeProps {
  readonly sourceId: string;
  readonly sourceName: string;
  /** A source that has not answered is asked nothing more. */
  readonly hasAnswered: boolean;
}

/** Says once that a source's clock and this browser's differ, since "now" then means two moments. */
export function ClockNotice({ sourceId, sourceName, hasAnswered }: ClockNoticeProps) {
  const note = useClockNote(sourceId, hasAnswered);
  if (note.text === null) return null;
  return (
    <Notice tone="warn" title={sourceName} onDismiss={note.dismiss}>
      {note.text}
    </Notice>
  );
}
