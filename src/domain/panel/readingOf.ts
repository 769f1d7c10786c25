import type { Board, BoardVariable } from "./Board.ts";
import type { Panel } from "./Panel.ts";
import { type QueryKind, queryKind } from "./queryKind.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";

/** What readers get of panels and boards. Every field that leaves is named here; no query, source or selector is. */

interface Stamp {
  readonly atMs: number;
  readonly by: string;
}

export interface KeptPanel {
  readonly id: string;
  readonly panel: Panel;
  readonly changed: Stamp;
}

export interface KeptBoard {
  readonly id: string;
  readonly rev: number;
  readonly board: Board;
}

export interface ReadingLetter {
  readonly letter: string;
  readonly legend: string;
  readonly kind: QueryKind;
}

export function panelReadingOf(
  { id, panel, changed }: KeptPanel,
  languageOf: (sourceId: string) => QueryLanguage | null,
) {
  const { draw, isLog, isFromZero, histogramView, tableMode, step, unit, logs } = panel.options;
  const { isOldestFirst, isWrapped, time, dedup, columns, limit } = logs;
  return {
    id,
    name: panel.name,
    help: panel.help,
    note: panel.note,
    ...(panel.note !== "" && { noteBy: { atMs: changed.atMs, by: changed.by } }),
    view: panel.view,
    letters: panel.queries
      .filter(({ isHidden }) => !isHidden)
      .map(({ letter, legend, expr, sourceId }): ReadingLetter => ({
        letter,
        legend,
        kind: queryKind(panel, expr, languageOf(sourceId) ?? "promql"),
      })),
    options: {
      draw,
      isLog,
      isFromZero,
      histogramView,
      tableMode,
      step,
      unit,
      logs: { isOldestFirst, isWrapped, time, dedup, columns: [...columns], limit },
    },
    thresholds: panel.thresholds.map(({ value, side, level, words }) => ({ value, side, level, words })),
    normal: panel.normal,
    compareMs: panel.compareMs,
    range: panel.range === null ? null : { from: panel.range.from, to: panel.range.to },
  };
}

export interface BoardFacts {
  /** In any order; those that stand on the board. */
  readonly panels: readonly KeptPanel[];
  readonly isStarter: boolean;
  readonly canEdit: boolean;
  readonly languageOf: (sourceId: string) => QueryLanguage | null;
}

export function boardReadingOf(
  { id, rev, board }: KeptBoard,
  { panels, isStarter, canEdit, languageOf }: BoardFacts,
) {
  const { name, folder, description, range, zone, refreshMs } = board;
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const items = board.items.filter(({ panelId }) => byId.has(panelId));
  return {
    id,
    rev,
    name,
    folder,
    description,
    items: items.map(({ panelId, width, height }) => ({ panelId, width, height })),
    panels: items.flatMap(({ panelId }) => {
      const panel = byId.get(panelId);
      return panel ? [panelReadingOf(panel, languageOf)] : [];
    }),
    variables: board.variables.map(variableReadingOf),
    range: { from: range.from, to: range.to },
    zone,
    refreshMs,
    isStarter,
    canEdit,
  };
}

function variableReadingOf({ name, label, choice, isMulti, initial }: BoardVariable) {
  return {
    name,
    label,
    kind: choice.kind,
    ...(choice.kind === "list" && {
      values: choice.values.map(({ value, words }) => ({ value, words })),
    }),
    ...(choice.kind === "text" && { example: choice.example }),
    isMulti,
    initial: [...initial],
  };
}
