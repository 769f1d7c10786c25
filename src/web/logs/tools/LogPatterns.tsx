import "../logs.css";
import { useMemo, useState } from "react";
import { visibleText } from "../../../domain/format/visibleText.ts";
import { withoutAnsi } from "../../../domain/frame/logs/ansi.ts";
import { LEVELS, type LogLevel } from "../../../domain/frame/logs/level.ts";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { type LogPattern, patternsOf } from "../../../domain/frame/logs/patterns.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";

export interface LogPatternsProps {
  /** All loaded lines: a pattern tells of no other. */
  readonly lines: readonly LogLine[];
  /** Adds `|>` (or `!>` for out) with the template. */
  readonly onFilter: (template: string, isOut: boolean) => void;
}

/** Rows before the rest is asked for. */
const FIRST_ROWS = 100;

/** Kinds of lines among the loaded ones (E9), the most frequent first; each to filter for or out. */
export function LogPatterns({ lines, onFilter }: LogPatternsProps) {
  const patterns = useMemo(() => patternsOf(lines), [lines]);
  const [isWhole, setWhole] = useState(false);
  if (patterns.length === 0) {
    return (
      <EmptyState icon="search-x" title="No pattern">
        Patterns are made of the loaded lines, and there is none.
      </EmptyState>
    );
  }
  const shown = isWhole ? patterns : patterns.slice(0, FIRST_ROWS);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <p className="num flex h-6 shrink-0 items-center border-b border-line-1 bg-surface-2 px-3 text-2xs font-medium text-fg-3">
        {patterns.length.toLocaleString("en-GB")} {patterns.length === 1 ? "pattern" : "patterns"} of{" "}
        {lines.length.toLocaleString("en-GB")} loaded lines
      </p>
      <ul aria-label="Patterns" className="min-h-0 flex-1 overflow-auto">
        {shown.map((pattern) => (
          <PatternRow
            key={pattern.template}
            pattern={pattern}
            share={pattern.count / lines.length}
            onFilter={(isOut) => onFilter(pattern.template, isOut)}
          />
        ))}
        {shown.length < patterns.length && (
          <li className="p-2">
            <Button size="sm" onClick={() => setWhole(true)}>
              Show all {patterns.length.toLocaleString("en-GB")} patterns
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}

interface PatternRowProps {
  readonly pattern: LogPattern;
  /** 0–1, of the loaded lines. */
  readonly share: number;
  readonly onFilter: (isOut: boolean) => void;
}

function PatternRow({ pattern, share, onFilter }: PatternRowProps) {
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
          onClick={() => onFilter(false)}
        />
        <IconButton
          size="sm"
          icon="circle-minus"
          label="Filter this pattern out"
          onClick={() => onFilter(true)}
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
}

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
