import type { SharedView } from "../../contract/shares.ts";
import { decodeExplore, encodeExplore } from "../../domain/link/exploreLink.ts";
import type { BoardVariable, VariableValues } from "../../domain/panel/Board.ts";
import { checkPanel } from "../../domain/panel/checkPanel.ts";
import type { Panel } from "../../domain/panel/Panel.ts";
import { panelFromExplore } from "../../domain/panel/panelFromExplore.ts";
import { queryKind } from "../../domain/panel/queryKind.ts";
import type { QueryLanguage } from "../../domain/panel/QueryLanguage.ts";
import { choiceWords } from "../../domain/share/choiceWords.ts";
import type { BoardShelf } from "../panels/BoardShelf.ts";
import { checkChoices } from "../panels/checkChoices.ts";
import { languageIn, type Sources } from "../panels/rights.ts";
import { refuseComplaints } from "../routes/boards/refuseComplaints.ts";
import type { SharedContent } from "./SharedContent.ts";

export interface ContentDeps {
  readonly shelf: BoardShelf;
  readonly sources: Sources;
}

/** Under which a link keeps the one panel that a view of Explore is. */
const EXPLORE_PANEL = "explore-view";

/**
 * The panels behind a view, as they are now. A state of Explore becomes one panel, judged as one that is saved. Throws
 * BOARD_NOT_FOUND, PANEL_NOT_FOUND, BAD_VARIABLE and BAD_REQUEST.
 */
export async function contentOf(view: SharedView, deps: ContentDeps): Promise<SharedContent> {
  if (view.page === "explore") return exploreContent(view, deps.sources);
  const { shelf, sources } = deps;
  if (view.page === "board") {
    const board = await shelf.board(view.boardId);
    const { items, variables: declared, name } = board.board;
    const byId = new Map((await shelf.panelsOf(board)).map((row) => [row.id, row]));
    const panels = items.flatMap(({ panelId: id }) => {
      const row = byId.get(id);
      return row === undefined ? [] : [{ id, panel: row.panel, changed: row.changed }];
    });
    const shown = items.filter(({ panelId }) => byId.has(panelId));
    const variables = choicesOf(declared, view.variables);
    return {
      view: { ...view, variables: writable(variables) },
      name,
      panels,
      range: view.range,
      variables,
      board: { items: shown, choices: choiceWords(declared, variables) },
      languages: languagesOf(panels, sources),
    };
  }
  const { row, board } = await shelf.panel(view.panelId);
  const panels = [{ id: row.id, panel: row.panel, changed: row.changed }];
  const variables = choicesOf(board.board.variables, view.variables);
  return {
    view: { ...view, variables: writable(variables) },
    name: row.panel.name,
    panels,
    range: view.range,
    variables,
    board: { items: [], choices: choiceWords(board.board.variables, variables) },
    languages: languagesOf(panels, sources),
  };
}

function exploreContent(view: Extract<SharedView, { page: "explore" }>, sources: Sources): SharedContent {
  const state = decodeExplore(view.state);
  const languageOf = (sourceId: string) => languageIn(sources, sourceId);
  // Which query has lines decides the view, and a chart's kinds do not depend on it.
  const drawn = panelFromExplore(state, { unit: "", hasLines: false });
  const hasLines = drawn.queries.some(
    ({ isHidden, expr, sourceId }) =>
      !isHidden && queryKind(drawn, expr, languageOf(sourceId) ?? "promql") === "logs",
  );
  const panel = panelFromExplore(state, { unit: "", hasLines });
  refuseComplaints(checkPanel(panel, { variables: [], languageOf }));
  const panels = [{ id: EXPLORE_PANEL, panel }];
  return {
    view: { page: "explore", state: encodeExplore(state) },
    name: "",
    panels,
    range: state.range,
    variables: {},
    board: { items: [], choices: [] },
    languages: languagesOf(panels, sources),
  };
}

/** What the board still offers of what was chosen: it may have changed since. */
function choicesOf(declared: readonly BoardVariable[], chosen: VariableValues): VariableValues {
  const known = declared.filter(({ name }) => Object.hasOwn(chosen, name));
  return checkChoices(declared, Object.fromEntries(known.map(({ name }) => [name, chosen[name] ?? []])));
}

const writable = (values: VariableValues): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([name, list]) => [name, [...list]]));

function languagesOf(
  panels: readonly { readonly panel: Panel }[],
  sources: Sources,
): Readonly<Record<string, QueryLanguage>> {
  const ids = new Set(panels.flatMap(({ panel }) => panel.queries.map(({ sourceId }) => sourceId)));
  return Object.fromEntries([...ids].map((id) => [id, languageIn(sources, id) ?? "promql"]));
}
