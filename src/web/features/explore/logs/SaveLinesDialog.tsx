import { useEffect, useRef, useState } from "react";
import {
  EXPORT_FILES,
  type ExportFormat,
  type ExportOptions,
} from "../../../../domain/frame/logs/exportLines.ts";
import { exportQuery } from "../../../../domain/frame/logs/exportQuery.ts";
import { downloadBlob } from "../../../lib/download.ts";
import { runLogs } from "../../../lib/runner/runQuery.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { problemOf } from "../run/useRuns.ts";
import { pageRequest } from "./LogSession.ts";
import { linesFileName, saveLoaded } from "./saveLines.ts";
import type { LogLines, LogRow } from "./useLogSessions.ts";

export interface SaveLinesDialogProps {
  readonly format: ExportFormat;
  readonly lines: LogLines;
  readonly options: Omit<ExportOptions, "format">;
  readonly onClose: () => void;
}

/** More lines match than are loaded: save these, or ask for all of them, a page at a time. */
export function SaveLinesDialog({ format, lines, options, onClose }: SaveLinesDialogProps) {
  const [written, setWritten] = useState<number | null>(null);
  const [failure, setFailure] = useState("");
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const all = { ...options, format };
  const saveAll = async () => {
    const abort = new AbortController();
    running.current = abort;
    setFailure("");
    setWritten(0);
    try {
      for (const row of lines.rows) await saveRow(row, all, { signal: abort.signal, onProgress: setWritten });
      onClose();
    } catch (error) {
      if (abort.signal.aborted) return;
      const { title, detail } = problemOf(error);
      setFailure(detail ?? title);
      setWritten(null);
    }
  };
  const count = lines.lines.length.toLocaleString("en-GB");
  return (
    <Dialog
      title="Save lines"
      onClose={onClose}
      footer={
        written === null ? (
          <>
            <Button
              onClick={() => {
                saveLoaded(lines, all);
                onClose();
              }}
            >
              Save the {count} loaded lines
            </Button>
            <Button variant="primary" onClick={() => void saveAll()}>
              Save all lines of the range
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Cancel</Button>
        )
      }
    >
      {written === null ? (
        <p>{count} lines are loaded, and the range holds more. All of them are asked for page by page.</p>
      ) : (
        <p role="status" className="num">
          {written.toLocaleString("en-GB")} lines so far
        </p>
      )}
      {failure !== "" && (
        <p role="alert" className="pt-2 text-danger">
          Not saved: {failure}
        </p>
      )}
    </Dialog>
  );
}

interface Progress {
  readonly signal: AbortSignal;
  readonly onProgress: (lines: number) => void;
}

/** All lines of one query into one file. */
async function saveRow(
  { letter, shown: { request }, session }: LogRow,
  options: ExportOptions,
  { signal, onProgress }: Progress,
): Promise<void> {
  const { startNs, endNs, direction } = request;
  // The most the server gives: fewer pages, the same lines.
  const first = { startNs, endNs, direction, limit: session.get().window.maxLimit, isRaised: false };
  const parts: string[] = [];
  const pages = exportQuery(
    first,
    async (plan) => (await runLogs(pageRequest(request, plan), signal)).page,
    options,
  );
  for await (const piece of pages) {
    signal.throwIfAborted();
    parts.push(piece.text);
    onProgress(piece.lines);
  }
  downloadBlob(
    linesFileName(`${request.sourceId}-${letter}`, options),
    new Blob(parts, { type: EXPORT_FILES[options.format].type }),
  );
}
