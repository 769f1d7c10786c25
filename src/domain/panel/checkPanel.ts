import { canonicalRange } from "../link/canonicalRange.ts";
import type { BoardVariable } from "./Board.ts";
import { checkUses } from "./checkUses.ts";
import type { Complaint } from "./Complaint.ts";
import type { Panel } from "./Panel.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";

export interface PanelSurroundings {
  /** Of the board on which the panel stands. */
  readonly variables: readonly BoardVariable[];
  /** Null: there is no such source, or not for this editor. */
  readonly languageOf: (sourceId: string) => QueryLanguage | null;
}

/** Everything about a panel that its shape does not tell: in the order of its fields. */
export function checkPanel(panel: Panel, { variables, languageOf }: PanelSurroundings): readonly Complaint[] {
  const found: Complaint[] = [];
  if (panel.view === "note") {
    if (panel.queries.length > 0) found.push({ field: "queries", message: "a note has no queries" });
    if (panel.note.trim() === "") found.push({ field: "note", message: "write the note" });
  } else if (panel.queries.every(({ isHidden }) => isHidden)) {
    found.push({ field: "queries", message: "show at least one query" });
  }
  for (const [at, query] of panel.queries.entries()) {
    const field = `queries.${at}`;
    const language = languageOf(query.sourceId);
    if (language === null)
      found.push({ field: `${field}.sourceId`, message: "choose a source that there is" });
    if (query.expr.trim() === "") found.push({ field: `${field}.expr`, message: "write a query" });
    else if (language !== null) {
      const messages = checkUses(query.expr, language, variables);
      found.push(...messages.map((message) => ({ field: `${field}.expr`, message })));
    }
  }
  if (panel.range !== null && canonicalRange(panel.range, "UTC") === null) {
    found.push({ field: "range", message: "choose a start before the end" });
  }
  return found;
}
