import { useDeferredValue, useMemo, useState } from "react";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { withoutAnsi } from "../../../domain/frame/logs/ansi.ts";
import { textPattern } from "../text/highlightPattern.ts";

/** The search in the loaded lines: give `pattern` and `line` to the list, the rest to the toolbar. */
export interface LineFind {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Marks the matches; null while nothing is searched. */
  readonly pattern: RegExp | null;
  /** Lines that match. */
  readonly count: number;
  /** Place among them of the line the search stands on, from 0; -1 when none. */
  readonly at: number;
  readonly line: LogLine | null;
  readonly step: (by: 1 | -1) => void;
}

export interface LineFindOptions {
  readonly lines: readonly LogLine[];
  /** What is searched; held by the link. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The lines stand in the list in this order ("next" goes down it). */
  readonly isReversed?: boolean;
}

/** Which loaded lines hold a text, in any case. Typing waits for nothing: 50,000 lines are looked through a moment later. */
export function useLineFind({ lines, text, onChange, isReversed = false }: LineFindOptions): LineFind {
  const wanted = useDeferredValue(text);
  const pattern = useMemo(() => patternOf(wanted), [wanted]);
  const found = useMemo(() => matching(lines, pattern, isReversed), [lines, pattern, isReversed]);
  const [stood, setStood] = useState<{ line: LogLine; text: string } | null>(null);
  const at = stood && stood.text === wanted ? found.indexOf(stood.line) : -1;
  const step = (by: 1 | -1) => {
    // Enter right after the last letter: the lines of that text are not known yet, and are found now.
    const now = text === wanted ? found : matching(lines, patternOf(text), isReversed);
    const from = text === wanted ? at : -1;
    const next = now[from < 0 ? (by > 0 ? 0 : now.length - 1) : (from + by + now.length) % now.length];
    if (next) setStood({ line: next, text });
  };
  return { text, onChange, pattern, count: found.length, at, line: found[at] ?? null, step };
}

const patternOf = (text: string) => textPattern({ text, isCaseInsensitive: true });

function matching(
  lines: readonly LogLine[],
  pattern: RegExp | null,
  isReversed: boolean,
): readonly LogLine[] {
  const found = pattern ? lines.filter((line) => isMatch(pattern, withoutAnsi(line.text))) : [];
  return isReversed ? found.toReversed() : found;
}

function isMatch(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
