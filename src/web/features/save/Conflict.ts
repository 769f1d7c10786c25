import { panelDocument } from "../../../contract/panels.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { recordOf, textOf } from "../../../domain/problem/parseProblem.ts";
import type { Problem } from "../../../domain/problem/Problem.ts";

/** What somebody else made of the panel meanwhile (F53). */
export interface Conflict {
  readonly rev: number;
  readonly by: string;
  readonly atMs: number;
  readonly panel: Panel;
}

export function conflictOf({ code, conflict }: Problem): Conflict | null {
  if (code !== "EDIT_CONFLICT") return null;
  const theirs = recordOf(conflict?.theirs);
  const changed = recordOf(theirs?.["changed"]);
  const panel = panelDocument.safeParse(theirs?.["document"]);
  const { rev } = theirs ?? {};
  if (!panel.success || typeof rev !== "number") return null;
  const atMs = changed?.["atMs"];
  return {
    rev,
    by: textOf(changed?.["by"]) ?? "",
    atMs: typeof atMs === "number" ? atMs : 0,
    panel: panel.data,
  };
}

export interface Difference {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

function facts(panel: Panel): ReadonlyMap<string, string> {
  const { draw, unit, step, isLog, isFromZero, tableMode, histogramView } = panel.options;
  return new Map([
    ["Name", panel.name],
    ["Note", panel.note],
    ["Explanation", panel.help],
    ["What is normal", panel.normal],
    ["Shown as", panel.view],
    ...panel.queries.map(({ letter, sourceId, expr, legend, isHidden }): [string, string] => [
      `Query ${letter}`,
      [expr, sourceId, legend && `named ${legend}`, isHidden && "hidden"].filter(Boolean).join("\n"),
    ]),
    [
      "Drawing",
      [draw, isLog && "logarithmic", isFromZero && "from zero", histogramView, tableMode]
        .filter(Boolean)
        .join(", "),
    ],
    ["Unit", unit || "by the metric"],
    ["Step", String(step)],
    ["Thresholds", JSON.stringify(panel.thresholds)],
    ["Range", panel.range ? `${panel.range.from} to ${panel.range.to}` : "the board's"],
  ]);
}

/** The fields in which two versions differ, in words. */
export function differences(mine: Panel, theirs: Panel): readonly Difference[] {
  const own = facts(mine);
  const other = facts(theirs);
  return [...new Set([...own.keys(), ...other.keys()])]
    .map((label) => ({ label, mine: own.get(label) ?? "", theirs: other.get(label) ?? "" }))
    .filter((row) => row.mine !== row.theirs);
}
