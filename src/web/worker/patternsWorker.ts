import type { LogStream } from "../../domain/frame/logs/LogPage.ts";
import {
  type CountedPatterns,
  MOST_PATTERNS,
  type ToPatternWorker,
} from "../../domain/frame/logs/PatternMessages.ts";
import { PatternBook } from "../../domain/frame/logs/patterns.ts";
import { unpackLines } from "../../domain/frame/logs/transferLogs.ts";

/** Counts the kinds of the lines of one list; ends with it, and takes what it held along. */
const book = new PatternBook();
const streams: LogStream[] = [];
let lines = 0;

addEventListener("message", ({ data }: MessageEvent<ToPatternWorker>) => {
  if (data.type === "lines") {
    streams.push(...data.streams);
    lines += data.lines.texts.length;
    book.add(unpackLines(data.lines, streams));
    return;
  }
  const all = book.patterns();
  const patterns = all
    .slice(0, MOST_PATTERNS)
    .map(({ template, count, levels }) => ({ template, count, levels }));
  postMessage({ patterns, total: all.length, lines } satisfies CountedPatterns);
});
