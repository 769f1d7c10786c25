import type { Board } from "../../domain/panel/Board.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import { aBoard as anyBoard } from "../../domain/panel/boardSamples.test-util.ts";
import type { Change } from "./Change.ts";
import type { ShareDocument, SnapshotPart } from "./Store.ts";

export const NOW_MS = Date.UTC(2026, 10, 21, 12);

let count = 0;
/** A change of its own moment, so that order is told by time too. */
export function change(by = "Ada", more: Partial<Change> = {}): Change {
  count += 1;
  return { personId: `person-${by}`, by, atMs: NOW_MS + count, ...more };
}

export function aPanel(name: string, more: Partial<Panel> = {}): Panel {
  return {
    name,
    help: "",
    note: "“Zeile” 1\nlîne 2 🙂",
    view: "chart",
    queries: [
      { letter: "A", sourceId: "demo", expr: `sum(rate(x{job="${name}"}[5m]))`, isHidden: false, legend: "" },
    ],
    options: {
      draw: "auto",
      isLog: false,
      isFromZero: true,
      histogramView: "heatmap",
      tableMode: "instant",
      step: "auto",
      unit: "",
      logs: { isOldestFirst: false, isWrapped: false, time: "ms", dedup: "none", columns: [], limit: 100 },
    },
    thresholds: [{ value: 0.5, side: "above", level: "warn", words: "Ask for help" }],
    normal: "",
    compareMs: 0,
    range: null,
    ...more,
  };
}

export const aBoard = (name: string, more: Partial<Board> = {}): Board => anyBoard({ name, ...more });

export const size = { width: 6, height: 5 };

export function aShare(label: string): ShareDocument {
  return {
    kind: "frozen",
    view: { page: "board", boardId: "board-1234", range: { from: "a", to: "b" }, variables: { team: ["x"] } },
    audience: "signed-in",
    showsQuery: false,
    label,
    zone: "UTC",
    plotPx: 960,
    range: { from: "2026-11-21T10:00:00Z", to: "2026-11-21T11:00:00Z" },
    panels: [{ id: "panel-1234", panel: aPanel("kept") }],
    name: "Checkout",
    board: {
      items: [{ panelId: "panel-1234", width: 6, height: 5 }],
      choices: [{ label: "Team", values: ["x"] }],
    },
    languages: { demo: "promql" },
  };
}

export const aPart = (letter: string, bytes: number): SnapshotPart => ({
  panelId: "panel-1234",
  letter,
  plan: "start=1&end=2&step=1",
  contentType: "application/json",
  gzip: Uint8Array.from({ length: bytes }, (_value, i) => i % 251),
  warnings: 0,
  notes: ["metric might not be a counter"],
});
