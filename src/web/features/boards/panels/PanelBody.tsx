import type { PanelReading } from "../../../../contract/panels.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { cx } from "../../../ui/cx.ts";
import type { PanelAnswers } from "../data/usePanelAnswers.ts";
import { ChartBody } from "./ChartBody.tsx";
import { GaugeBody } from "./GaugeBody.tsx";
import { hasNothing } from "./hasNothing.ts";
import { LogsBody } from "./LogsBody.tsx";
import { NoteBody } from "./NoteBody.tsx";
import { PanelEmpty, PanelWaiting } from "./PanelNotes.tsx";
import type { Stat } from "./readStat.ts";
import { StatBody } from "./StatBody.tsx";
import { TableBody } from "./TableBody.tsx";

export interface PanelBodyProps {
  readonly panel: PanelReading;
  readonly found: PanelAnswers;
  readonly stat: Stat | null;
  readonly asked: ResolvedRange;
  readonly zone: string;
  readonly crosshair: CrosshairStore;
  readonly widthPx: number;
  readonly onSelectRange: (range: ResolvedRange) => void;
}

/** What a panel shows, by its view. */
export function PanelBody(props: PanelBodyProps) {
  const { panel, found, asked, zone, crosshair, widthPx, onSelectRange } = props;
  if (panel.view === "note") return <NoteBody {...{ panel, zone }} />;
  const { answers, isStale } = found;
  const isEmpty = answers.length > 0 && hasNothing(answers);
  const hasFrame = panel.view === "chart" && panel.letters.every(({ kind }) => kind === "range");
  if (hasFrame && !isEmpty)
    return <ChartBody {...{ panel, answers, asked, zone, isStale, crosshair, widthPx, onSelectRange }} />;
  if (answers.length === 0) return <PanelWaiting />;
  return (
    <div className={cx("flex min-h-0 grow flex-col", isStale && "opacity-42")}>
      {isEmpty ? (
        <PanelEmpty isLogs={answers.every(({ lines }) => lines !== undefined)} />
      ) : (
        <Shown {...props} />
      )}
    </div>
  );
}

function Shown({ panel, found, stat, zone }: PanelBodyProps) {
  const { answers } = found;
  // Lines are lines, whatever the view.
  if (answers.some(({ lines }) => lines !== undefined)) return <LogsBody {...{ panel, answers, zone }} />;
  if (panel.view === "stat")
    return stat ? <StatBody {...{ panel, stat, zone }} /> : <PanelEmpty isLogs={false} />;
  if (panel.view === "gauge") return <GaugeBody {...{ panel, answers, zone }} />;
  return <TableBody {...{ panel, answers, zone }} />;
}
