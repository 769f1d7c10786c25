import "../logs.css";
import { memo, startTransition, useEffect, useState } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { withoutAnsi } from "../../../domain/frame/logs/ansi.ts";
import { LEVELS, type LogLevel } from "../../../domain/frame/logs/level.ts";
import type { CountedPatterns } from "../../../domain/frame/logs/PatternMessages.ts";
import type { LogPattern } from "../../../domain/frame/logs/patterns.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useLatestRef } from "./useLatestRef.ts";
import { LogSkeleton } from "../list/LogSkeleton.tsx";

export interface LogPatternsProps {
  /** Of the loaded lines, and no other; null while they are counted for the first time. */
  readonly found: CountedPatterns | "failed" | null;
  /** Adds `|>` (or `!>` for out) with the template. */
  readonly onFilter: (template: string, isOut: boolean) => void;
}

/** Rows that are shown, and further ones with each press. */
const STEP = 100;
/** Rows that one frame draws; the next ones follow at once. */
const FRAME_ROWS = 15;
const countText = (count: number) => count.toLocaleString("en-GB");

/** Kinds of lines among the loaded ones (E9), the most frequent first; each to filter for or out. */
export function LogPatterns({ found, onFilter }: LogPatternsProps) {
  const [wanted, setWanted] = useState(STEP);
  const most = useGrowing(Math.min(wanted, found === null || found === "failed" ? 0 : found.patterns.length));
  const latest = useLatestRef(onFilter);
  const [filter] = useState(() => (template: string, isOut: boolean) => latest.current(template, isOut));
  if (found === null) return <LogSkeleton label="Finding patterns" />;
  if (found === "failed" || found.total === 0) {
    return (
      <EmptyState icon="search-x" title="No pattern">
        {found === "failed"
          ? "This browser could not look for patterns. Close Patterns and open them again."
          : "Patterns are made of the loaded lines, and there is none."}
      </EmptyState>
    );
  }
  const { patterns, total, lines } = found;
  const shown = patterns.slice(0, most);
  const next = Math.min(STEP, patterns.length - wanted);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <p className="num flex h-6 shrink-0 items-center border-b border-line-1 bg-surface-2 px-3 text-2xs font-medium text-fg-3">
        {countText(total)} {total === 1 ? "pattern" : "patterns"} of {countText(lines)} loaded lines
      </p>
      <ul aria-label="Patterns" className="min-h-0 flex-1 overflow-auto">
        {shown.map((pattern) => (
          <PatternRow
            key={pattern.template}
            pattern={pattern}
            share={pattern.count / lines}
            onFilter={filter}
          />
        ))}
        {next > 0 && (
          <li className="p-2">
            <Button size="sm" onClick={() => setWanted(wanted + STEP)}>
              Show {countText(next)} more patterns
            </Button>
          </li>
        )}
        {next <= 0 && total > patterns.length && (
          <li className="p-2 font-sans text-xs text-fg-2">
            The {countText(patterns.length)} most frequent are listed.
          </li>
        )}
      </ul>
    </div>
  );
}

/** Counts up to `count`, a step per frame. */
function useGrowing(count: number): number {
  const [reached, setReached] = useState(FRAME_ROWS);
  const isGrowing = reached < count;
  useEffect(() => {
    if (!isGrowing) return undefined;
    const timer = window.setTimeout(() => startTransition(() => setReached(reached + FRAME_ROWS)));
    return () => window.clearTimeout(timer);
  }, [isGrowing, reached]);
  return Math.min(reached, count);
}

interface PatternRowProps {
  readonly pattern: CountedPatterns["patterns"][number];
  /** 0–1, of the loaded lines. */
  readonly share: number;
  readonly onFilter: (template: string, isOut: boolean) => void;
}

const PatternRow = memo(function PatternRow({ pattern, share, onFilter }: PatternRowProps) {
  const level = gravest(pattern.levels);
  // The filter has the colours; a reader has no use for their codes.
  const text = visibleText(withoutAnsi(pattern.template));
  return (
    <li className={cx("sg-pattern", `sg-lv-${level}`)}>
      <i aria-hidden="true" />
      <span className="flex">
        <IconButton
          size="sm"
          icon="circle-plus"
          label="Filter for this pattern"
          onClick={() => onFilter(pattern.template, false)}
        />
        <IconButton
          size="sm"
          icon="circle-minus"
          label="Filter this pattern out"
          onClick={() => onFilter(pattern.template, true)}
        />
      </span>
      <span className="num text-right font-sans text-fg-1">{pattern.count.toLocaleString("en-GB")}</span>
      <span className="num text-right font-sans text-2xs text-fg-3">{percentText(share)}</span>
      <span
        aria-hidden="true"
        className="block h-1 self-center overflow-hidden rounded-full bg-fill-2 max-sm:hidden"
      >
        <span className="block h-full rounded-full bg-[var(--lv)]" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="sg-lv-word max-sm:hidden">{level === "unknown" ? "" : level}</span>
      <span className="cut max-sm:col-span-full max-sm:whitespace-normal" title={text}>
        <Template text={text} />
      </span>
    </li>
  );
});

/** What varies is quiet, what stays is read. */
function Template({ text }: { readonly text: string }) {
  return text.split(/(<_>)/).map((part, index) => (
    <span key={index} className={part === "<_>" ? "text-fg-3" : "text-fg-1"}>
      {part}
    </span>
  ));
}

const percentText = (share: number) => (share < 0.01 ? "< 1%" : `${Math.round(share * 100)}%`);

function gravest(levels: LogPattern["levels"]): LogLevel {
  return LEVELS.find((level) => (levels[level] ?? 0) > 0) ?? "unknown";
}
