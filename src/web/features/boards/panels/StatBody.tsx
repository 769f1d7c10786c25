import type { PanelReading } from "../../../../contract/panels.ts";
import { formatClock, timeParts } from "../../../../domain/time/timeParts.ts";
import { calmExtent, sparkExtent, sparkPath } from "../../../chart/sparkPath.ts";
import { BigNumber } from "./BigNumber.tsx";
import type { Stat } from "./readStat.ts";
import { asSentence } from "./seriesWords.ts";

export interface StatBodyProps {
  readonly panel: PanelReading;
  readonly stat: Stat;
  readonly zone: string;
}

/** One number, what is normal, what it was before, and how it came there. */
export function StatBody({ panel, stat, zone }: StatBodyProps) {
  const clock = stat.olderMs === null ? "" : formatClock(timeParts(stat.olderMs, zone));
  const words = [
    asSentence(panel.normal),
    stat.comparison,
    clock === "" ? "" : `Newest value from ${clock}.`,
  ].filter((text) => text !== "");
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="px-4 max-sm:px-3">
        <BigNumber text={stat.text} suffix={stat.suffix} />
      </div>
      <p className="line-clamp-2 min-h-5 px-4 max-sm:px-3 text-xs text-fg-2" title={words.join(" ")}>
        {words.join(" ")}
      </p>
      {stat.line !== null && <StatLine values={stat.line} level={stat.standing?.level ?? null} />}
    </div>
  );
}

const COLORS = {
  ok: "var(--color-ok-solid)",
  warn: "var(--color-warn-solid)",
  danger: "var(--color-danger-solid)",
} as const;
const WIDTH = 300;
const HEIGHT = 38;

interface StatLineProps {
  readonly values: Float64Array;
  readonly level: keyof typeof COLORS | null;
}

/** From edge to edge of the panel. What it shows is said in words above it. */
function StatLine({ values, level }: StatLineProps) {
  const extent = sparkExtent([values]);
  if (!extent) return null;
  const path = sparkPath(values, calmExtent(extent), { width: WIDTH, height: HEIGHT, pad: 4 });
  const isUnbroken = path.lastIndexOf("M") === 0;
  const lastLine = path.lastIndexOf("L");
  const lastX = lastLine < 0 ? WIDTH : Number.parseFloat(path.slice(lastLine + 1));
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="mt-auto block h-9.5 w-full shrink-0"
      style={{ color: level === null ? "var(--color-accent)" : COLORS[level] }}
    >
      {isUnbroken && <path d={`${path}L${lastX} ${HEIGHT}H0Z`} fill="currentColor" opacity={0.1} />}
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
