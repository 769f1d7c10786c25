import { toCsv } from "../../../../domain/frame/toCsv.ts";
import type { ExploreState } from "../../../../domain/link/ExploreState.ts";
import type { ChartContent, ExportRequest } from "../../../chart/ChartTypes.ts";
import { downloadBlob, downloadText } from "../../../lib/download.ts";
import type { MenuItem } from "../../../ui/MenuList.tsx";
import { showToast } from "../../../ui/toasts.ts";
import type { RowRun } from "../run/useRuns.ts";
import { noteTitles, resultNotes } from "./resultNotes.ts";

export interface ExportContext {
  readonly content: ChartContent | undefined;
  readonly runs: readonly RowRun[];
  readonly state: ExploreState;
}

/** The export code is a chunk of its own: most visits save nothing. */
const loadExports = () => import("../../../chart/exportChart.ts");

function requestOf({ content, state }: ExportContext): ExportRequest | null {
  if (!content) return null;
  const title = state.queries.find((row) => !row.isHidden && row.expr !== "")?.expr ?? "Chart";
  return {
    ...content,
    title,
    isolated: state.isolated,
    hidden: state.hiddenSeries,
    showsAll: state.showsAllSeries,
  };
}

async function savePicture(context: ExportContext, kind: "png" | "svg"): Promise<void> {
  const request = requestOf(context);
  if (!request) return showToast("There is no chart of lines to save; save the data instead");
  const { exportFileName, exportPng, exportSvg } = await loadExports();
  const name = exportFileName(request, kind);
  if (kind === "svg") downloadText(name, "image/svg+xml", exportSvg(request));
  else downloadBlob(name, await exportPng(request));
}

/** One file per query: its samples, exact, with what the source warned about. */
async function saveCsv(context: ExportContext, shape: "long" | "wide"): Promise<void> {
  const { exportFileName } = await loadExports();
  const withData = context.runs.flatMap(({ letter, shown }) => (shown ? [{ letter, shown }] : []));
  if (withData.length === 0) return showToast("There is nothing to save yet");
  for (const { letter, shown } of withData) {
    const { result, meta } = shown.outcome.decoded;
    const { request } = shown;
    const shownRange =
      request.kind === "range" ? request : { startMs: request.timeMs, endMs: request.timeMs };
    const title = withData.length > 1 ? `${letter}-${request.expr}` : request.expr;
    const name = exportFileName({ title, shownRange, zone: "UTC" }, "csv");
    const comments = resultNotes(meta).map(({ kind, text }) => `${noteTitles[kind]}: ${text}`);
    downloadText(name, "text/csv", toCsv(result, { shape, comments }));
  }
}

/** What the download menu offers for the results on screen. */
export function chartExports(context: ExportContext): readonly MenuItem[] {
  const guard = (work: Promise<void>) =>
    void work.catch((error: unknown) =>
      showToast(`Not saved: ${error instanceof Error ? error.message : "unknown"}`),
    );
  return [
    { label: "PNG picture", onSelect: () => guard(savePicture(context, "png")) },
    { label: "SVG picture", onSelect: () => guard(savePicture(context, "svg")) },
    { label: "CSV, a row per sample", startsGroup: true, onSelect: () => guard(saveCsv(context, "long")) },
    { label: "CSV, a column per series", onSelect: () => guard(saveCsv(context, "wide")) },
  ];
}
