import { logqlKind } from "../query/logql/kind.ts";
import type { Panel } from "./Panel.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";

/** How a query of a panel is asked, and so what its answer is: a matrix, a vector, or lines of streams. */
export type QueryKind = "range" | "instant" | "logs";

/** By its view; a LogQL query for lines is asked for lines in every view. */
export function queryKind(
  { view, options }: Pick<Panel, "view" | "options">,
  expr: string,
  language: QueryLanguage,
): QueryKind {
  if (language === "logql" && logqlKind(expr) === "log") return "logs";
  if (view === "gauge") return "instant";
  return view === "table" && options.tableMode === "instant" ? "instant" : "range";
}
