import { useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { ChartLayer, PinnedSample } from "../../../chart/ChartTypes.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { otherSources } from "./otherSource.ts";
import { pinnedSubject } from "./pinnedSubject.ts";
import type { Subject } from "./Subject.ts";
import type { ShowOther } from "./useShowOther.ts";

export interface CrossContext {
  readonly other: ShowOther;
  readonly sources: readonly SourceView[];
  /** What the chart shows. */
  readonly layers: readonly ChartLayer[];
  /** Rows that bring lines. */
  readonly logLetters: readonly string[];
  readonly focusedLetter: string;
}

/** From the chart to lines. */
export interface ToLogs {
  /** "Show logs", "Show logs here" of a pinned sample, "Show logs between" two. */
  readonly label: string;
  readonly onShow: () => void;
  readonly onSpan: (span: ResolvedRange) => void;
}

/** From lines to a chart. */
export interface ToMetrics {
  readonly label: string;
  readonly onShow: () => void;
  readonly onSpan: (span: ResolvedRange) => void;
  readonly onLine: (line: LogLine, letter: string) => void;
}

export interface Cross {
  /** Null where no source has logs, or nothing is drawn. */
  readonly toLogs: ToLogs | null;
  readonly toMetrics: ToMetrics | null;
  readonly onPins: (pins: readonly PinnedSample[]) => void;
}

const NO_PINS: readonly PinnedSample[] = [];

/** The ways between chart and lines, for what is in sight and what is pinned. */
export function useCross({ other, sources, layers, logLetters, focusedLetter }: CrossContext): Cross {
  const [pins, setPins] = useState(NO_PINS);
  const drawn = pick(
    layers.map(({ letter }) => letter),
    focusedLetter,
  );
  const listed = pick(logLetters, focusedLetter);
  const pinned = pinnedSubject(layers, pins);
  const has = (to: Subject["to"]) => otherSources(sources, to).length > 0;
  const toLogs: ToLogs | null =
    drawn !== undefined && has("logs")
      ? {
          label: other.isLooking ? "Looking…" : logsLabel(pinned),
          onShow: () => other.show(pinned ?? { letter: drawn, to: "logs" }),
          onSpan: (span) => other.show({ letter: drawn, to: "logs", span }),
        }
      : null;
  const toMetrics: ToMetrics | null =
    listed !== undefined && has("metrics")
      ? {
          label: other.isLooking ? "Looking…" : "Show metrics",
          onShow: () => other.show({ letter: listed, to: "metrics" }),
          onSpan: (span) => other.show({ letter: listed, to: "metrics", span }),
          onLine: ({ stream, metadata, ns }, letter) =>
            other.show({ letter, to: "metrics", labels: { ...metadata, ...stream.labels }, atNs: ns }),
        }
      : null;
  const group = "Explore";
  useShortcuts([
    { keys: ["e l"], label: "Logs of the chart or its pinned point", group, run: () => toLogs?.onShow() },
    { keys: ["e m"], label: "Metrics of the lines", group, run: () => toMetrics?.onShow() },
  ]);
  return { onPins: setPins, toLogs, toMetrics };
}

function logsLabel(pinned: Subject | null): string {
  if (pinned === null) return "Show logs";
  return pinned.span ? "Show logs between" : "Show logs here";
}

/** The focused row where it is one of these, else the first of them. */
const pick = (letters: readonly string[], focused: string): string | undefined =>
  letters.includes(focused) ? focused : letters[0];
