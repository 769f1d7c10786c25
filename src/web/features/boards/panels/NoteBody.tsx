import type { PanelReading } from "../../../../contract/panels.ts";
import { formatDay, timeParts } from "../../../../domain/time/timeParts.ts";

export interface NoteBodyProps {
  readonly panel: PanelReading;
  readonly zone: string;
}

/** Plain words, paragraph by paragraph, and whose they are. */
export function NoteBody({ panel, zone }: NoteBodyProps) {
  const paragraphs = panel.note.split(/\n{2,}/).filter((text) => text.trim() !== "");
  const { noteBy } = panel;
  return (
    <div
      role="group"
      aria-label={`Note: ${panel.name}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto px-4 max-sm:px-3 pb-3 text-xs leading-4.5 text-fg-2 focus-visible:-outline-offset-2"
    >
      {paragraphs.map((text, index) => (
        <p key={index} className="whitespace-pre-line not-first:mt-2">
          {text}
        </p>
      ))}
      {noteBy && noteBy.by !== "" && (
        <p className="mt-1.5 text-fg-3">
          Note by {noteBy.by}, {formatDay(timeParts(noteBy.atMs, zone), true)}
        </p>
      )}
    </div>
  );
}
