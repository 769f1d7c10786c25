import { useMemo } from "react";
import type { PanelReading } from "../../../../contract/panels.ts";
import { seriesKey } from "../../../../domain/format/seriesKey.ts";
import { unitOf } from "../../../../domain/format/units.ts";
import { type Level, thresholdOf } from "../../../../domain/panel/thresholdOf.ts";
import type { LetterAnswer } from "../data/usePanelAnswers.ts";
import { cx } from "../../../ui/cx.ts";
import { BigNumber } from "./BigNumber.tsx";
import { statText } from "./readStat.ts";
import { asSentence, nameWords, seriesWords } from "./seriesWords.ts";
import { newest } from "./tableRows.ts";
import { valuesTogether } from "./valuesTogether.ts";

export interface GaugeBodyProps {
  readonly panel: PanelReading;
  readonly answers: readonly LetterAnswer[];
  readonly zone: string;
}

const MOST_BARS = 60;
const COLORS: Readonly<Record<Level, string>> = {
  ok: "var(--color-ok-solid)",
  warn: "var(--color-warn-solid)",
  danger: "var(--color-danger-solid)",
};

interface GaugeRow {
  readonly key: string;
  readonly name: string;
  readonly value: number;
}

function rowsOf(panel: PanelReading, answers: readonly LetterAnswer[]): readonly GaugeRow[] {
  return answers.flatMap(({ letter: { letter, legend }, decoded }) => {
    const all = newest(decoded?.result);
    const labels = all.map((one) => one.labels);
    const names = seriesWords(legend, labels, nameWords(panel, letter));
    return all.map(({ labels: own, value }, index) => ({
      key: seriesKey(letter, own),
      name: names[index] ?? "",
      value,
    }));
  });
}

const HUNDRED = 100;

/** What a full bar stands for: all of a share, else a little more than the largest there is. */
function fullOf({ options, thresholds }: PanelReading, rows: readonly GaugeRow[]): number {
  const { symbol, factor } = unitOf(options.unit);
  if (symbol === "%") return HUNDRED / factor;
  if (options.unit === "ratio") return 1;
  const values = [...rows.map(({ value }) => value), ...thresholds.map(({ value }) => value)];
  return Math.max(...values.filter((value) => Number.isFinite(value)), 0) * 1.1 || 1;
}

/** A bar per series, against what is full, with the thresholds marked; a lone one has its number large. */
export function GaugeBody({ panel, answers, zone }: GaugeBodyProps) {
  const rows = useMemo(() => rowsOf(panel, answers).toSorted((a, b) => b.value - a.value), [panel, answers]);
  const full = fullOf(panel, rows);
  const values = rows.map(({ value }) => value);
  const format = valuesTogether(values, panel.options.unit, zone);
  const [only] = rows;
  if (only && rows.length === 1) {
    const { text, suffix } = statText(only.value, panel.options.unit, zone);
    return (
      <div className="flex min-h-0 grow flex-col px-4 max-sm:px-3 pb-3">
        <BigNumber text={text} suffix={suffix} />
        <Bar panel={panel} value={only.value} full={full} className="mt-1 h-2 shrink-0" />
        <p className="mt-1.5 line-clamp-2 text-xs text-fg-2">{asSentence(panel.normal)}</p>
      </div>
    );
  }
  return (
    <ul
      aria-label={`Gauges: ${panel.name}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="flex min-h-0 grow flex-col gap-1.5 overflow-y-auto px-4 max-sm:px-3 pb-3 focus-visible:-outline-offset-2"
    >
      {rows.slice(0, MOST_BARS).map(({ key, name, value }) => {
        const standing = thresholdOf(value, panel.thresholds);
        const { text, suffix } = format(value);
        return (
          <li key={key} className="text-xs">
            <div className="flex items-baseline gap-2">
              <span className="cut grow" title={name}>
                {name}
              </span>
              {standing && standing.level !== "ok" && (
                <span className={standing.level === "warn" ? "text-warn" : "text-danger"}>
                  {standing.words}
                </span>
              )}
              <b className="num font-medium whitespace-nowrap">
                {text}
                {suffix !== "" && <span className="font-normal text-fg-2"> {suffix}</span>}
              </b>
            </div>
            <Bar panel={panel} value={value} full={full} className="mt-0.5 h-1.5" />
          </li>
        );
      })}
    </ul>
  );
}

interface BarProps {
  readonly panel: PanelReading;
  readonly value: number;
  readonly full: number;
  readonly className: string;
}

function Bar({ panel, value, full, className }: BarProps) {
  const level = thresholdOf(value, panel.thresholds)?.level;
  const percent = (part: number) => `${Math.max(0, Math.min(1, part / full)) * HUNDRED}%`;
  const background = level === undefined ? "var(--color-accent)" : COLORS[level];
  return (
    <div aria-hidden="true" className={cx("relative overflow-hidden rounded-full bg-fill-2", className)}>
      <i className="block h-full rounded-full" style={{ width: percent(value), background }} />
      {panel.thresholds.map((threshold) => (
        <i
          key={`${threshold.side}${threshold.value}`}
          className="absolute inset-y-0 w-0.5 bg-fg-1"
          style={{ left: percent(threshold.value) }}
        />
      ))}
    </div>
  );
}
