import { memo } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { cx } from "../../ui/cx.ts";
import { LetterBadge } from "../../ui/LetterBadge.tsx";
import { withoutAnsi } from "../../../domain/frame/logs/ansi.ts";
import { levelOf } from "../../../domain/frame/logs/level.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { cutText, ROW_CHARS, sizeText } from "../text/cutText.ts";
import { fieldValue } from "../text/fieldValue.ts";
import { lineClock } from "../text/lineClock.ts";
import { shownText } from "../text/shownText.ts";
import { LineText } from "../text/LineText.tsx";
import type { LogRow } from "./logRows.ts";

/** What is marked in every row; one object for all, so that rows whose marks are the same stay as they are. */
export interface RowMarks {
  readonly query: readonly RegExp[];
  readonly find: RegExp | null;
}

/** The query a line came by. */
export interface LineOrigin {
  readonly letter: string;
  /** 1–12: the colour of the letter. */
  readonly colorIndex: number;
}

export interface LogRowViewProps extends Pick<LogRow, "line" | "fold" | "isExpanded"> {
  /** Lines of its group. */
  readonly count: number;
  readonly view: LogViewOptions;
  readonly zone: string;
  /** Characters of the line that the row shows. */
  readonly rowChars: number;
  readonly marks: RowMarks;
  /** Text without colours and marks, while nobody can read it. */
  readonly isPlain?: boolean;
  /** The search in the list stands on this line. */
  readonly isCurrent: boolean;
  /** Said only where lines of several queries stand in one list; the same object for all lines of a query. */
  readonly origin?: LineOrigin | undefined;
}

/** No value of a column needs more. */
const CELL_CHARS = 300;

/** One line: level bar, time, level, columns, text. */
export const LogRowView = memo(function LogRowView(props: LogRowViewProps) {
  const { line, view, zone, marks } = props;
  const level = levelOf(line);
  return (
    <div className={cx("sg-log", `sg-lv-${level}`)} data-member={props.fold === "member" || undefined}>
      <i aria-hidden="true" />
      {props.origin && <OriginCell {...props.origin} />}
      {view.time !== "off" && <TimeCell ns={line.ns} zone={zone} hasNs={view.time === "ns"} />}
      {view.hasLevel !== false && <span className="sg-lv-word">{level === "unknown" ? "" : level}</span>}
      {view.columns.map((name) => (
        <ColumnCell key={name} value={fieldValue(line, name)} />
      ))}
      {view.hasLine !== false && (
        <span className="sg-log-line">
          <Badges {...props} />
          {props.isPlain ? (
            plainText(line.text, props.rowChars, view.isWrapped)
          ) : (
            <LineText
              text={line.text}
              limit={props.rowChars}
              isWrapped={view.isWrapped}
              queryMarks={marks.query}
              findMark={marks.find}
              isCurrent={props.isCurrent}
            />
          )}
          {line.text.length > props.rowChars && "…"}
        </span>
      )}
    </div>
  );
});

/** As long as the line with its colours, so that no row changes its height when they come. */
function plainText(text: string, limit: number, isWrapped: boolean): string {
  return shownText(cutText(withoutAnsi(text), limit), isWrapped);
}

function OriginCell({ letter, colorIndex }: LineOrigin) {
  return (
    <span className="sg-log-origin">
      <span className="sr-only">Query {letter}: </span>
      <LetterBadge {...{ letter, colorIndex }} className="size-4 font-sans" />
    </span>
  );
}

function TimeCell({
  ns,
  zone,
  hasNs,
}: {
  readonly ns: string;
  readonly zone: string;
  readonly hasNs: boolean;
}) {
  const { clock, subMs } = lineClock(ns, zone);
  return (
    <span className="sg-log-time text-fg-2">
      {clock}
      {hasNs && <span className="text-fg-3">{subMs}</span>}
    </span>
  );
}

function ColumnCell({ value }: { readonly value: string | undefined }) {
  return (
    <span className="sg-log-col text-fg-2">
      {value === undefined ? "" : visibleText(cutText(value, CELL_CHARS))}
    </span>
  );
}

function Badges({ line, fold, count, isExpanded }: LogRowViewProps) {
  return (
    <>
      {fold === "head" && (
        <span
          className="sg-log-count"
          data-fold=""
          data-expanded={isExpanded || undefined}
          title={isExpanded ? "Fold these lines" : `Show all ${count} lines`}
        >
          {count.toLocaleString("en-GB")}
          <span className="sr-only"> lines {isExpanded ? "shown" : "folded"}</span>×
        </span>
      )}
      {line.text.length > ROW_CHARS && (
        <span className="sg-log-size" title="Cut here; its details show all of it">
          {sizeText(line.text)}
        </span>
      )}
      {line.hasInvalidBytes && (
        <span className="sg-log-flag" title="What could not be read as UTF-8 is shown as U+FFFD">
          invalid bytes
        </span>
      )}
    </>
  );
}
