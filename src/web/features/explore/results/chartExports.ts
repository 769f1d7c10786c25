import { heatmapCsv } from "../../../../domain/frame/histogram/heatmapCsv.ts";
import { toCsv } from "../../../../domain/frame/toCsv.ts";
import type { MenuItem } from "../../../ui/MenuList.tsx";
import { downloadBlob, downloadText } from "../../../lib/download.ts";
import { showToast } from "../../../ui/toasts.ts";
import type { RowRun, ShownRun } from "../run/useRuns.ts";
import { type ExportContext, pictureRequests } from "./pictureRequests.ts";
import { noteTitles, resultNotes } from "./resultNotes.ts";

/** The export code is a chunk of its own: most visits save nothing. */
const loadExports = () => import("../../../chart/exportChart.ts");

/** One file per chart on screen: all queries on one, or one of each. */
async function savePictures(context: ExportContext, kind: "png" | "svg"): Promise<void> {
  const requests = pictureRequests(context);
  if (requests.length === 0) return showToast("There is no chart to save; save the data instead");
  const { exportFileName, exportPng, exportSvg } = await loadExports();
  for (const { letter, request } of requests) {
    const title = letter === "" ? request.title : `${letter}-${request.title}`;
    const name = exportFileName({ ...request, title }, kind);
    if (kind === "svg") downloadText(name, "image/svg+xml", exportSvg(request));
    else downloadBlob(name, await exportPng(request));
  }
}

type CsvOf = (run: ShownRun, comments: readonly string[]) => string;

/** One file per query, with what the source said about its answer. */
async function saveCsv(runs: readonly RowRun[], csvOf: (letter: string) => CsvOf | undefined): Promise<void> {
  const files = runs.flatMap(({ letter, shown }) => {
    const csv = csvOf(letter);
    return shown && csv ? [{ letter, shown, csv }] : [];
  });
  if (files.length === 0) return showToast("There is nothing to save yet");
  const { exportFileName } = await loadExports();
  for (const { letter, shown, csv } of files) {
    const { request, outcome } = shown;
    const comments = resultNotes(outcome.decoded.meta).map(
      ({ kind, text }) => `${noteTitles[kind]}: ${text}`,
    );
    const shownRange =
      request.kind === "range" ? request : { startMs: request.timeMs, endMs: request.timeMs };
    const title = files.length > 1 ? `${letter}-${request.expr}` : request.expr;
    const name = exportFileName({ title, shownRange, zone: "UTC" }, "csv");
    downloadText(name, "text/csv", csv(shown, comments));
  }
}

const samples =
  (shape: "long" | "wide") =>
  (): CsvOf =>
  ({ outcome }, comments) =>
    toCsv(outcome.decoded.result, { shape, comments });

/** What the download menu offers for the results on screen. */
export function chartExports(context: ExportContext): readonly MenuItem[] {
  const { runs, drawing } = context;
  const guard = (work: Promise<void>) =>
    void work.catch((error: unknown) =>
      showToast(`Not saved: ${error instanceof Error ? error.message : "unknown"}`),
    );
  const buckets = (letter: string): CsvOf | undefined => {
    const heatmap = drawing.heatmaps.find((one) => one.letter === letter);
    return heatmap && ((_run, comments) => heatmapCsv(heatmap.frame, comments));
  };
  const csv = (
    label: string,
    csvOf: (letter: string) => CsvOf | undefined,
    startsGroup = false,
  ): MenuItem => ({
    label,
    startsGroup,
    onSelect: () => guard(saveCsv(runs, csvOf)),
  });
  return [
    { label: "PNG picture", onSelect: () => guard(savePictures(context, "png")) },
    { label: "SVG picture", onSelect: () => guard(savePictures(context, "svg")) },
    csv("CSV, a row per sample", samples("long"), true),
    csv("CSV, a column per series", samples("wide")),
    ...(drawing.heatmaps.length > 0 ? [csv("CSV, a row per bucket", buckets)] : []),
  ];
}
