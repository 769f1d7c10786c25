import type { Board } from "../../domain/panel/Board.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import { metricNames } from "../../domain/query/promql/matchers.ts";
import type { MetricUses } from "../../contract/panels.ts";
import type { BoardShelf, ShelfBoard, ShelfPanel } from "./BoardShelf.ts";

/** A metric of one source. */
export interface AskedMetric {
  readonly sourceId: string;
  readonly metric: string;
}

/** G5: the boards on which something asks for this metric by its name, in the order of their names. */
export async function metricUses(shelf: BoardShelf, asked: AskedMetric): Promise<MetricUses> {
  const [panels, boards] = await Promise.all([shelf.mentioning(asked.metric), shelf.list()]);
  const using = Map.groupBy(
    panels.filter(({ row }) => panelAsks(row.panel, asked)),
    ({ board }) => board.id,
  );
  const uses = boards.flatMap((board) => {
    const use = boardUse(board, { panels: using.get(board.id) ?? [], asked });
    return use.panels.length + use.choices.length === 0 ? [] : [use];
  });
  return { boards: uses.toSorted((a, b) => a.name.localeCompare(b.name, "en")) };
}

const names = (text: string, metric: string): boolean => metricNames(text).includes(metric);

function panelAsks({ queries }: Panel, { sourceId, metric }: AskedMetric): boolean {
  return queries.some((query) => query.sourceId === sourceId && names(query.expr, metric));
}

function choicesOf({ variables }: Board, { sourceId, metric }: AskedMetric): string[] {
  return variables.flatMap(({ label, choice }) =>
    choice.kind === "label" && choice.sourceId === sourceId && names(choice.selector, metric) ? [label] : [],
  );
}

interface Using {
  readonly panels: readonly ShelfPanel[];
  readonly asked: AskedMetric;
}

/** Panels in the order in which they stand. */
function boardUse({ id, board, isStarter }: ShelfBoard, { panels, asked }: Using) {
  const byId = new Map(panels.map(({ row }) => [row.id, row]));
  return {
    id,
    name: board.name,
    isStarter,
    panels: board.items.flatMap(({ panelId }) => {
      const row = byId.get(panelId);
      return row === undefined ? [] : [{ id: panelId, name: row.panel.name }];
    }),
    choices: choicesOf(board, asked),
  };
}
