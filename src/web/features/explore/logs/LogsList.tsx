import { useEffect, useMemo } from "react";
import { exportLines } from "../../../../domain/frame/logs/exportLines.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { nsToMs } from "../../../../domain/frame/logs/ns.ts";
import { hasFilter, type LogFilter, toggleFilter } from "../../../../domain/query/logql/filters.ts";
import { copyText } from "../../../lib/clipboard.ts";
import { LogDetails } from "../../../logs/details/LogDetails.tsx";
import { type DetailsActions, LogList } from "../../../logs/list/LogList.tsx";
import type { LineOrigin } from "../../../logs/list/LogRowView.tsx";
import { queryMarks } from "../../../logs/text/highlightPattern.ts";
import { showToast } from "../../../ui/toasts.ts";
import { chartSlotOf } from "../rows/letterColor.ts";
import { zoneName } from "../../../lib/zoneName.ts";
import { runExpr } from "../state/exploreActions.ts";
import { linkToLine } from "./logLink.ts";
import { LogsEmpty } from "./LogsEmpty.tsx";
import type { LogsPaneProps } from "./LogsPane.tsx";
import { useLinkedLine } from "./useLinkedLine.ts";
import type { LogLines } from "./useLogSessions.ts";

export interface LogsListProps extends LogsPaneProps {
  readonly onContext: (line: LogLine) => void;
}

const copied = async (text: string, what: string) => {
  const isCopied = await copyText(text);
  showToast(isCopied ? `${what} copied` : "The browser did not allow copying");
};

/** The list, with the details of one line: each of its values filters the query it came by. */
export function LogsList(props: LogsListProps) {
  const { explore, view, runs, isRunning, crosshair, toMetrics, onContext, onRun } = props;
  const { state } = explore;
  const { lines } = view;
  const zone = zoneName(state.zone);
  const { selected, select } = useLinkedLine(lines, state.logs.line);
  const sent = lines.rows.map(({ shown }) => shown.request.expr).join("\u0000");
  const marks = useMemo(() => sent.split("\u0000").flatMap(queryMarks), [sent]);
  const isWhole = useFilled(lines);
  const hasFailed = runs.some((run) => run.request?.kind === "logs" && run.problem);
  const rowOf = (line: LogLine) => state.queries.find((row) => row.letter === lines.rowOf(line)?.letter);
  const originOf = useOrigins(lines);
  const toggleColumn = (name: string) => {
    const { columns } = state.logs;
    const next = columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name];
    explore.view({ logs: { ...state.logs, columns: next } });
  };
  const renderDetails = (line: LogLine, actions: DetailsActions) => {
    const row = rowOf(line);
    return (
      <LogDetails
        line={line}
        zone={zone}
        lines={lines.lines}
        hasFilter={(filter: LogFilter) => row !== undefined && hasFilter(row.expr, filter)}
        onFilter={(filter, parser) =>
          row &&
          explore.run((draft) => runExpr(draft, row.letter, toggleFilter(row.expr, filter, { parser })))
        }
        columns={state.logs.columns}
        onToggleColumn={toggleColumn}
        queryMarks={marks}
        onCopy={(one, as) => void copied(as === "text" ? one.text : jsonOf(one, zone), "Line")}
        onLink={(one) => void copied(linkToLine(state, one), "Link")}
        onContext={onContext}
        {...(toMetrics && row && { onMetrics: (one: LogLine) => toMetrics.onLine(one, row.letter) })}
        {...actions}
      />
    );
  };
  return (
    <LogList
      lines={lines.lines}
      direction={lines.direction}
      view={view.options}
      zone={zone}
      older={lines.older}
      newer={lines.newer}
      selected={selected}
      onSelect={select}
      renderDetails={renderDetails}
      queryMarks={marks}
      findMark={view.find.pattern}
      findLine={view.find.line}
      isStale={lines.rows.some((row) => row.isStale)}
      isLoading={isRunning && lines.rows.length === 0}
      isLive={state.logs.isLive}
      onPoint={(line) =>
        crosshair.set({ timeMs: line ? nsToMs(line.ns) : null, seriesKey: null, origin: "Log lines" })
      }
      originOf={originOf}
      {...(view.partial !== undefined && { partial: view.partial })}
      empty={
        lines.rows.length > 0 &&
        !isRunning &&
        !hasFailed &&
        isWhole && <LogsEmpty {...{ explore, lines, onRun }} />
      }
    />
  );
}

/** A list that opened at a moment without lines before it goes on with those after; true when there are none either. */
function useFilled({ lines, direction, older, newer }: LogLines): boolean {
  const { kind, onLoad } = direction === "backward" ? newer : older;
  const isWanted = lines.length === 0 && kind === "more";
  useEffect(() => {
    if (isWanted) onLoad();
    // Once for each time it is wanted: the edge is "loading" until the page came.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isWanted]);
  return kind === "end";
}

/** The letter of the query a line came by; none is needed where there is one query. */
function useOrigins({ rows, rowOf }: LogLines): ((line: LogLine) => LineOrigin | undefined) | undefined {
  const letters = rows.map(({ letter }) => letter).join("");
  const origins = useMemo(
    () => new Map([...letters].map((letter) => [letter, { letter, colorIndex: chartSlotOf(letter) }])),
    [letters],
  );
  return rows.length > 1 ? (line) => origins.get(rowOf(line)?.letter ?? "") : undefined;
}

/** As logcli writes it. */
const jsonOf = (line: LogLine, zone: string) => exportLines([line], { format: "jsonl", zone }).trimEnd();
