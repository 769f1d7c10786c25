import { useEffect, useMemo, useState } from "react";
import { decodeLineRef, encodeLineRef, findLine, lineRef } from "../../../../domain/frame/logs/lineRef.ts";
import type { LogLine } from "../../../../domain/frame/logs/LogPage.ts";
import { compareNs } from "../../../../domain/frame/logs/ns.ts";
import { keepLineKey } from "../../../logs/list/lineKeys.ts";
import type { LogLines } from "./useLogSessions.ts";

/** More pages than this are not loaded by themselves to find the line of a link. */
const MOST_PAGES = 20;

export interface ChosenLine {
  readonly selected: LogLine | null;
  readonly select: (line: LogLine | null) => void;
}

/** The line whose details are open: the one a link names until the reader chooses another (E7). */
export function useLinkedLine(lines: LogLines, text: string): ChosenLine {
  const ref = useMemo(() => decodeLineRef(text), [text]);
  const [chosen, setChosen] = useState<{ readonly line: LogLine | null; readonly link: string }>();
  const [pages, setPages] = useState(0);
  const index = useMemo(() => (ref ? findLine(lines.lines, ref) : -1), [ref, lines.lines]);
  const linked = lines.lines[index] ?? null;
  const { direction } = lines;
  const edge = direction === "backward" ? lines.older : lines.newer;
  const last = lines.lines.at(-1);
  // Many lines may share its nanosecond, so that it is on a later page.
  const isBeyond =
    ref !== null &&
    index < 0 &&
    last !== undefined &&
    (direction === "backward" ? compareNs(last.ns, ref.ns) >= 0 : compareNs(last.ns, ref.ns) <= 0);
  const isWanted = isBeyond && edge.kind === "more" && pages < MOST_PAGES;
  const { onLoad } = edge;
  useEffect(() => {
    if (!isWanted) return;
    setPages((count) => count + 1);
    onLoad();
    // A page at a time: the edge is "loading" until it came.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isWanted]);
  const isOwn = chosen !== undefined && chosen.link === text;
  const kept = useKept(lines.lines, chosen?.line ?? null);
  const selected = isOwn ? kept : linked;
  useSteadyKey(selected);
  return { selected, select: (line) => setChosen({ line, link: text }) };
}

/** What one pressed in the details of a line keeps the focus when a filter brings the line again. */
function useSteadyKey(line: LogLine | null): void {
  const [held, setHeld] = useState(line);
  if (held === line) return;
  if (held && line && encodeLineRef(lineRef(held)) === encodeLineRef(lineRef(line))) keepLineKey(held, line);
  setHeld(line);
}

/** The chosen line in a newer answer is another object for the same line. */
function useKept(lines: readonly LogLine[], line: LogLine | null): LogLine | null {
  return useMemo(() => {
    if (line === null || lines.includes(line)) return line;
    return lines[findLine(lines, lineRef(line))] ?? null;
  }, [lines, line]);
}
