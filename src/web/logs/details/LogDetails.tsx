import { useMemo, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { levelOf } from "../../../domain/frame/logs/level.ts";
import { lineTimeText } from "../text/lineClock.ts";
import { DetailsBar } from "./DetailsBar.tsx";
import { type EntryActions, EntryRow } from "./EntryRow.tsx";
import type { LineEntry } from "./filterOf.ts";
import { FullLine } from "./FullLine.tsx";
import { JsonTree } from "./JsonTree.tsx";
import { lineEntries } from "./lineEntries.ts";
import { type Shares, shareText } from "./shares.ts";
import { useShares } from "./useShares.ts";

export interface LogDetailsProps extends EntryActions {
  readonly line: LogLine;
  readonly zone: string;
  /** All loaded lines: what the shares are of. */
  readonly lines: readonly LogLine[];
  /** "text": the line as it came; "json": with its time and labels, as logcli writes it. */
  readonly onCopy: (line: LogLine, as: "text" | "json") => void;
  /** Copies a link that opens at this line. */
  readonly onLink?: (line: LogLine) => void;
  /** Shows the lines around this one. */
  readonly onContext?: (line: LogLine) => void;
  /** Charts what else is known of the line's labels. */
  readonly onMetrics?: (line: LogLine) => void;
  readonly onClose: () => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

/** A line fits its row up to about here; a longer one is shown in full below its fields. */
const FITTING_CHARS = 160;

/** Everything about one line: labels, metadata, fields, each to filter by; copies, link, neighbours. */
export function LogDetails(props: LogDetailsProps) {
  const { line, lines } = props;
  const [isTree, setTree] = useState(false);
  const entries = useMemo(() => lineEntries(line), [line]);
  const all = useMemo(
    () => [...entries.labels, ...entries.metadata, ...entries.parsed, ...entries.fields],
    [entries],
  );
  const shares = useShares(lines, all);
  const isJson = entries.parser === "json";
  const hasFields = entries.fields.length > 0;
  const isOverlong = line.text.length > FITTING_CHARS || line.text.includes("\n");
  const section = (title: string, list: readonly LineEntry[]) => (
    <Section title={title} entries={list} shares={shares} actions={props} />
  );
  return (
    <section
      aria-label={`Details of the line of ${lineTimeText(line.ns, props.zone)}`}
      className={`sg-details sg-lv-${levelOf(line)}`}
    >
      <DetailsBar
        {...props}
        isJson={isJson}
        isTree={isTree && isJson}
        onToggleTree={() => setTree(!isTree)}
      />
      <div className="sg-details-columns">
        <div>
          {section("Labels", entries.labels)}
          {section("Structured metadata", entries.metadata)}
        </div>
        <div>
          {section("Fields made by the query", entries.parsed)}
          {isTree && isJson ? (
            <JsonTree key={line.text} text={line.text} />
          ) : (
            section(`Parsed fields (${entries.parser ?? "none"})`, entries.fields)
          )}
          {(!hasFields || isOverlong) && !(isTree && isJson) && (
            <FullLine key={line.text} text={line.text} queryMarks={props.queryMarks} />
          )}
        </div>
      </div>
    </section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly entries: readonly LineEntry[];
  readonly shares: Shares | null;
  readonly actions: EntryActions;
}

function Section({ title, entries, shares, actions }: SectionProps) {
  if (entries.length === 0) return null;
  return (
    <>
      <h3 className="sg-details-title">{title}</h3>
      {entries.map((entry) => {
        const share = shares?.get(entry);
        return (
          <EntryRow
            key={`${entry.from} ${entry.name}`}
            entry={entry}
            share={share ? shareText(share) : ""}
            hasFilter={actions.hasFilter}
            {...(actions.onFilter && { onFilter: actions.onFilter })}
            {...(actions.onToggleColumn && { onToggleColumn: actions.onToggleColumn })}
            columns={actions.columns}
            queryMarks={actions.queryMarks}
          />
        );
      })}
    </>
  );
}
