import {
  EXPORT_FILES,
  exportHead,
  exportLines,
  type ExportOptions,
} from "../../../../domain/frame/logs/exportLines.ts";
import { downloadBlob } from "../../../lib/download.ts";
import type { LogLines } from "./useLogSessions.ts";

export function linesFileName(name: string, { format }: Pick<ExportOptions, "format">): string {
  return `logs-${name}.${EXPORT_FILES[format].ending}`;
}

/** What is loaded as a file, in the order of the source's answer. */
export function saveLoaded(lines: LogLines, options: ExportOptions): void {
  const sources = [...new Set(lines.rows.map(({ shown }) => shown.request.sourceId))];
  const text = exportHead(options) + exportLines(lines.lines, options);
  const name = linesFileName(sources.join("-"), options);
  downloadBlob(name, new Blob([text], { type: EXPORT_FILES[options.format].type }));
}

/** Whether the range holds lines that are not loaded. */
export function hasMore({ older, newer }: LogLines): boolean {
  return older.kind !== "end" || newer.kind !== "end";
}
