import { type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import type { VariableValues } from "../../../../domain/panel/Board.ts";
import { formatRangeLabel } from "../../../../domain/time/rangeLabel.ts";
import { resolveRange } from "../../../../domain/time/resolveRange.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { CrosshairStore } from "../../../chart/CrosshairStore.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { cx } from "../../../ui/cx.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { useBoxSize } from "../../../ui/useBoxSize.ts";
import { type LinkScene, usePanelAnswers, type PanelAnswers } from "../data/usePanelAnswers.ts";
import { HeatRamp } from "./ChartBody.tsx";
import { isHeatPanel } from "./drawPanel.ts";
import { PanelBody } from "./PanelBody.tsx";
import { PanelHelp } from "./PanelHelp.tsx";
import { PanelProblem } from "./PanelNotes.tsx";
import { PanelWait } from "./PanelWait.tsx";
import { panelWidth } from "./panelWidth.ts";
import { readStat, type Stat } from "./readStat.ts";

/** What all panels of a board are asked with. */
export interface PanelScene {
  readonly range: ResolvedRange;
  /** Resolved: "UTC" or an IANA name. */
  readonly zone: string;
  readonly values: VariableValues | null;
  readonly asOfMs: number;
  /** Another number asks again. */
  readonly round: number;
  readonly crosshair: CrosshairStore;
  readonly onSelectRange: (range: ResolvedRange) => void;
  /** A choice was refused, in the server's words: "Customer: write it like …". */
  readonly onBadChoice: (detail: string) => void;
  /** Its panels are those of a link. */
  readonly link?: LinkScene;
}

export interface PanelViewProps {
  readonly panel: PanelReading;
  /** Where its queries are asked: "/api/panels/:id". */
  readonly path: string;
  readonly scene: PanelScene;
  /** At the start and the end of its head: for editors. */
  readonly grip?: ReactNode;
  readonly menu?: ReactNode;
}

const FIRST_WIDTH_PX = 480;

/** Its head says how the number stands. */
function isAboutOne({ view }: PanelReading, { answers }: PanelAnswers): boolean {
  if (view !== "gauge") return view === "stat";
  const result = answers[0]?.decoded?.result;
  return answers.length === 1 && result?.kind === "vector" && result.rows.length === 1;
}

/** One panel: its head, and under it what it shows. The frame stands before the data. */
export function PanelView({ panel, path, scene, grip, menu }: PanelViewProps) {
  const box = useRef<HTMLElement>(null);
  const titleId = useId();
  const size = useBoxSize(box);
  const widthPx = size?.width ?? FIRST_WIDTH_PX;
  const { zone, values, asOfMs, round, crosshair } = scene;
  const own = panel.range;
  const range = useMemo(
    () => (own && resolveRange(own, asOfMs, zone)) ?? scene.range,
    [own, asOfMs, zone, scene.range],
  );
  const question = { panel, path, range, zone, values, plotPx: panelWidth(widthPx), round, link: scene.link };
  const found = usePanelAnswers(question, box);
  const refused = found.problem?.code === "BAD_VARIABLE" ? found.problem.detail : undefined;
  const { onBadChoice } = scene;
  useEffect(() => {
    if (refused !== undefined) onBadChoice(refused);
  }, [refused, onBadChoice]);
  const [answer] = found.answers;
  const stat =
    answer && isAboutOne(panel, found) ? readStat(panel, { answer, before: found.before, zone }) : null;
  const isNote = panel.view === "note";
  return (
    <section
      ref={box}
      aria-labelledby={titleId}
      aria-busy={found.isLoading || undefined}
      className={cx(
        "relative flex h-full min-h-0 min-w-0 flex-col overflow-hidden",
        isNote ? "bg-surface-2" : "bg-surface-1",
      )}
    >
      <header className="flex h-9 shrink-0 items-center gap-1.5 px-4 max-sm:px-3">
        {grip}
        {isNote && <Icon name="message-square" size={14} className="text-fg-3" />}
        <h2 id={titleId} className="cut font-semibold" title={panel.name}>
          {panel.name}
        </h2>
        {panel.help !== "" && <PanelHelp name={panel.name} help={panel.help} />}
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          <HeadNotes {...{ panel, found, stat, asOfMs, zone }} />
          {menu}
        </span>
      </header>
      {found.problem && (
        <PanelProblem problem={found.problem} isOver={answer !== undefined} onRetry={found.retry} />
      )}
      {!(found.problem && !answer) && (
        <PanelBody
          {...{ panel, found, stat, asked: range, zone, crosshair, widthPx }}
          onSelectRange={scene.onSelectRange}
        />
      )}
      {found.isLoading && scene.link === undefined && <PanelWait panel={panel} />}
    </section>
  );
}

interface HeadNotesProps {
  readonly panel: PanelReading;
  readonly found: PanelAnswers;
  readonly stat: Stat | null;
  readonly asOfMs: number;
  readonly zone: string;
}

const LOOKS = {
  ok: { tone: "ok", icon: "check" },
  warn: { tone: "warn", icon: "triangle-alert" },
  danger: { tone: "danger", icon: "circle-alert" },
} as const;

const isPartial = ({ answers }: PanelAnswers) =>
  answers.some(({ warnings, decoded, lines }) => warnings > 0 || decoded?.meta.isPartial || lines?.isPartial);

/** What a reader must know before reading: what time it is of, that some is missing, how it stands. */
function HeadNotes({ panel, found, stat, asOfMs, zone }: HeadNotesProps) {
  const isHeat = useMemo(() => isHeatPanel(panel, found.answers), [panel, found.answers]);
  const look = LOOKS[stat?.standing?.level ?? "ok"];
  return (
    <>
      {isHeat && <HeatRamp />}
      {panel.range !== null && (
        <span className="text-xs text-fg-3">{formatRangeLabel(panel.range, asOfMs, zone)}</span>
      )}
      {isPartial(found) && (
        <Badge tone="warn" icon="triangle-alert">
          Partial
        </Badge>
      )}
      {stat?.standing && (
        <Badge tone={look.tone} icon={look.icon}>
          {stat.standing.words}
        </Badge>
      )}
    </>
  );
}
