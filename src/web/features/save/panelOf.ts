import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import type { BoardVariable } from "../../../domain/panel/Board.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { panelFromExplore } from "../../../domain/panel/panelFromExplore.ts";
import { isFilledIn, labelsLeft } from "./keptMentions.ts";
import { type LanguageOf, withVariables } from "./readerChoices.ts";
import type { SaveFields } from "./saveDraft.ts";
import { shownUnit } from "./shownUnit.ts";

export interface PanelParts {
  readonly state: ExploreState;
  readonly hasLogs: boolean;
  readonly fields: Pick<SaveFields, "name" | "note" | "chosen">;
  /** The saved panel that was opened, if one was. */
  readonly saved: Panel | null;
  /** By the label that each stands for. */
  readonly variables: ReadonlyMap<string, BoardVariable>;
  readonly languageOf: LanguageOf;
}

/** What Explore shows as a panel: with the words of the dialog, and with what Explore does not show of a saved one. */
export function panelOf({ state, hasLogs, fields, saved, variables, languageOf }: PanelParts): Panel {
  const bare = panelFromExplore(state, { unit: "", hasLines: hasLogs });
  const unit = bare.options.unit || saved?.options.unit || shownUnit(bare.queries);
  const words = { name: fields.name.trim(), note: fields.note.trim() };
  const options = { ...bare.options, unit };
  const chosen = new Map([...variables].filter(([label]) => fields.chosen.includes(label)));
  const queries = bare.queries.map((query) => {
    const language = languageOf(query.sourceId);
    const before = saved?.queries.find(({ letter }) => letter === query.letter);
    const legend = before?.legend ?? "";
    const keeps =
      before?.sourceId === query.sourceId &&
      isFilledIn(before.expr, query.expr, language) &&
      labelsLeft(before.expr, language).every((label) => fields.chosen.includes(label));
    return { ...query, legend, expr: withVariables(keeps ? before.expr : query.expr, language, chosen) };
  });
  if (!saved) return { ...bare, ...words, options, queries };
  // One number and bars open as a chart; that tab says nothing against them.
  const opened = saved.view === "table" || saved.view === "logs" ? saved.view : "chart";
  const view = bare.view === opened ? saved.view : bare.view;
  return { ...saved, ...words, view, options, queries };
}
