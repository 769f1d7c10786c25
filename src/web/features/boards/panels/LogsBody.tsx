import { useMemo } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import { fieldsOf, fieldValue as fieldOf } from "../../../../domain/frame/logs/fields.ts";
import { levelOf } from "../../../../domain/frame/logs/level.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { withoutAnsi } from "../../../../domain/frame/logs/ansi.ts";
import { formatTime } from "../../../../domain/time/formatTime.ts";
import { formatClock, formatDay, timeParts } from "../../../../domain/time/timeParts.ts";
import { fieldValue } from "../../../logs/text/fieldValue.ts";
import { shownText } from "../../../logs/text/shownText.ts";
import { VisuallyHidden } from "../../../ui/VisuallyHidden.tsx";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";

export interface LogsBodyProps {
  readonly panel: PanelReading;
  readonly answers: readonly LetterAnswer[];
  readonly zone: string;
}

/** More lines than anybody reads on a board; Explore shows them all. */
const MOST_LINES = 200;
const MESSAGES = ["msg", "message", "event", "error"];
const LONGEST = 500;
const HH_MM = 5;

interface PlainLine {
  readonly key: string;
  readonly level: string;
  /** "14:02" */
  readonly clock: string;
  readonly day: string;
  readonly title: string;
  readonly lead: string;
  readonly text: string;
}

/** What the line says, without the fields around it. */
function messageOf(line: LogLine): string {
  const fields = fieldsOf(line.text);
  for (const name of MESSAGES) {
    const value = fieldOf(fields, name);
    if (value !== null && value !== "") return value;
  }
  return withoutAnsi(line.text);
}

function plainLine(line: LogLine, columns: readonly string[], zone: string): PlainLine {
  const ms = nsToMs(line.ns);
  const lead = columns.map((name) => fieldValue(line, name) ?? "").filter((text) => text !== "");
  return {
    key: `${line.ns} ${line.copy} ${line.stream.key} ${line.text.slice(0, LONGEST)}`,
    level: levelOf(line),
    clock: formatClock(timeParts(ms, zone)).slice(0, HH_MM),
    day: formatDay(timeParts(ms, zone)),
    title: formatTime(ms, zone, "s"),
    lead: shownText(lead.join(" "), false),
    text: shownText(messageOf(line).slice(0, LONGEST), false),
  };
}

/** Lines as one would read them out: when, where, what. */
export function LogsBody({ panel, answers, zone }: LogsBodyProps) {
  const { columns, isOldestFirst } = panel.options.logs;
  const lines = useMemo(() => {
    const all = answers.flatMap(({ lines: page }) => page?.lines ?? []);
    const sorted =
      answers.length > 1
        ? all.toSorted((a, b) => (isOldestFirst ? 1 : -1) * (nsToMs(a.ns) - nsToMs(b.ns)))
        : all;
    return sorted.slice(0, MOST_LINES).map((line) => plainLine(line, columns, zone));
  }, [answers, columns, isOldestFirst, zone]);
  const days = useMemo(() => {
    const found = answers.flatMap(({ range }) => [range.startMs, range.endMs]);
    return new Set(found.map((ms) => formatDay(timeParts(ms, zone)))).size;
  }, [answers, zone]);
  return (
    <ul
      aria-label={`Log lines: ${panel.name}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto pr-4 pb-2 max-sm:pr-3 text-xs focus-visible:-outline-offset-2"
    >
      {lines.map(({ key, level, clock, day, title, lead, text }) => (
        <li
          key={key}
          title={`${title}  ${lead} ${text}`}
          className="grid min-h-6 grid-cols-[3px_auto_minmax(0,1fr)] gap-x-2.5 leading-6"
        >
          <i
            aria-hidden="true"
            className="my-0.5 rounded-[1px]"
            style={{ background: `var(--color-level-${level})` }}
          />
          <span className="num text-fg-3">{days > 1 ? `${day} ${clock}` : clock}</span>
          <span className="cut">
            {level !== "unknown" && <VisuallyHidden>{level} </VisuallyHidden>}
            {lead !== "" && <b className="font-medium">{lead}: </b>}
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
