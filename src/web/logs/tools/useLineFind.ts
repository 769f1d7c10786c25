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
  const pattern = useMemo(() => textPattern({ text: wanted, isCaseInsensitive: true }), [wanted]);
  const found = useMemo(() => {
    const matching = pattern ? lines.filter((line) => isMatch(pattern, withoutAnsi(line.text))) : [];
    return isReversed ? matching.toReversed() : matching;
  }, [lines, pattern, isReversed]);
  const [stood, setStood] = useState<{ line: LogLine; text: string } | null>(null);
  const at = stood && stood.text === wanted ? found.indexOf(stood.line) : -1;
  const step = (by: 1 | -1) => {
    const next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length];
    if (next) setStood({ line: next, text: wanted });
  };
  return { text, onChange, pattern, count: found.length, at, line: found[at] ?? null, step };
}

function isMatch(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
