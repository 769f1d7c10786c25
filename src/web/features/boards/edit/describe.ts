import { unitOf } from "../../../../domain/format/units.ts";
import type { Board, BoardVariable } from "../../../../domain/panel/Board.ts";
import type { Panel, Threshold } from "../../../../domain/panel/Panel.ts";
import { LEVEL_WORDS } from "../../../../domain/panel/thresholdOf.ts";
import { formatDuration } from "../../../../domain/time/duration.ts";

/** A version in words, field by field, so that two of them can be laid side by side. */
export type Description = readonly (readonly [label: string, text: string])[];

const none = (text: string) => (text === "" ? "none" : text);

export const VIEW_WORDS: Readonly<Record<Panel["view"], string>> = {
  chart: "Chart",
  stat: "One number",
  gauge: "Bars",
  table: "Table",
  logs: "Log lines",
  note: "Note",
};

const thresholdWords = ({ side, value, level, words }: Threshold) =>
  `${side} ${value}: ${LEVEL_WORDS[level].toLowerCase()}${words === "" ? "" : ` (${words})`}`;

export function describePanel(panel: Panel): Description {
  const { draw, isLog, isFromZero, unit, step } = panel.options;
  const options = [
    `drawn as ${draw}`,
    isLog ? "logarithmic" : "",
    isFromZero ? "from zero" : "",
    step === "auto" ? "" : `step ${formatDuration(step)}`,
  ];
  return [
    ["Name", panel.name],
    ["Shown as", VIEW_WORDS[panel.view]],
    ["About", none(panel.help)],
    ["Note", none(panel.note)],
    ["Normal", none(panel.normal)],
    ["Thresholds", none(panel.thresholds.map(thresholdWords).join("\n"))],
    ["Unit", unit === "" ? "by the metric" : unitOf(unit).name],
    ["Compared with", panel.compareMs === 0 ? "nothing" : `${formatDuration(panel.compareMs)} before`],
    ["Own range", panel.range === null ? "none" : `${panel.range.from} to ${panel.range.to}`],
    ["Drawing", options.filter((text) => text !== "").join(", ")],
    ...panel.queries.map(({ letter, sourceId, expr, isHidden, legend }): readonly [string, string] => [
      `Query ${letter}`,
      `${expr}\n${sourceId}${isHidden ? ", hidden" : ""}${legend === "" ? "" : `, named ${legend}`}`,
    ]),
  ];
}

function variableWords({ name, label, choice, isMulti }: BoardVariable): string {
  const from = {
    label: () => (choice.kind === "label" ? `values of ${choice.label}` : ""),
    list: () => (choice.kind === "list" ? `${choice.values.length} values` : ""),
    text: () => "a text",
  }[choice.kind]();
  return `${label} ($${name}): ${from}${isMulti ? ", several" : ""}`;
}

export function describeBoard(board: Board, nameOf: (panelId: string) => string): Description {
  return [
    ["Name", board.name],
    ["Folder", none(board.folder)],
    ["Description", none(board.description)],
    [
      "Panels",
      none(
        board.items
          .map(({ panelId, width, height }) => `${nameOf(panelId)} (${width} × ${height})`)
          .join("\n"),
      ),
    ],
    ["Choices", none(board.variables.map(variableWords).join("\n"))],
    ["Range", `${board.range.from} to ${board.range.to}, ${board.zone}`],
    ["Refresh", board.refreshMs === 0 ? "off" : `every ${formatDuration(board.refreshMs)}`],
  ];
}

/** The fields in which two versions differ. */
export function differences(
  mine: Description,
  theirs: Description,
): readonly { readonly label: string; readonly mine: string; readonly theirs: string }[] {
  const other = new Map(theirs);
  const own = new Map(mine);
  const labels = [...new Set([...own.keys(), ...other.keys()])];
  return labels
    .map((label) => ({ label, mine: own.get(label) ?? "none", theirs: other.get(label) ?? "none" }))
    .filter((row) => row.mine !== row.theirs);
}
