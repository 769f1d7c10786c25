import { describe, expect, it } from "vitest";
import { aBoard, aPanel } from "./boardSamples.test-util.ts";
import type { Board, BoardVariable } from "./Board.ts";
import { checkBoard } from "./checkBoard.ts";
import { checkPanel } from "./checkPanel.ts";
import { EMPTY_PANEL } from "./defaultPanel.ts";
import type { Panel, PanelQuery } from "./Panel.ts";

const variable = (name: string, more: Partial<BoardVariable> = {}): BoardVariable => ({
  name,
  label: name,
  choice: { kind: "list", values: [{ value: "a", words: "" }] },
  isMulti: false,
  initial: [],
  ...more,
});
const query = (expr: string, more: Partial<PanelQuery> = {}): PanelQuery => ({
  letter: "A",
  sourceId: "prod",
  expr,
  isHidden: false,
  legend: "",
  ...more,
});
const panel = (expr: string, more: Partial<Panel> = {}) => aPanel("prod", expr, more);
const languageOf = (id: string) =>
  id === "prod" ? ("promql" as const) : id === "logs" ? ("logql" as const) : null;
const around = { variables: [variable("one"), variable("many", { isMulti: true })], languageOf };

describe("checkPanel", () => {
  it.each<[string, Panel]>([
    ["a query with its variables in matchers", panel('up{a="$one", b=~"$many"}')],
    ["a note", { ...EMPTY_PANEL, view: "note", note: "Call the desk." }],
    ["a query that does not parse and names no variable", panel("up{")],
  ])("I1 takes %s", (_what, value) => {
    expect(checkPanel(value, around)).toEqual([]);
  });

  it.each<[Panel, string]>([
    [panel("rate($one[5m])"), "queries.0.expr: $one cannot be filled in: the query is not valid PromQL"],
    [panel('up{a="$other"}'), "queries.0.expr: $other is no variable of this board"],
    [panel('up{a="$many"}'), "queries.0.expr: $many can be several values; compare it with =~ or !~"],
    [panel('{"$one"}'), "queries.0.expr: $one may only stand in the value of a matcher or a line filter"],
    [panel(" "), "queries.0.expr: write a query"],
    [
      panel("up", { queries: [query("up", { sourceId: "gone" })] }),
      "queries.0.sourceId: choose a source that there is",
    ],
    [panel("up", { queries: [] }), "queries: show at least one query"],
    [panel("up", { view: "note", note: "x" }), "queries: a note has no queries"],
    [{ ...EMPTY_PANEL, view: "note" }, "note: write the note"],
    [panel("up", { range: { from: "now", to: "now-1h" } }), "range: choose a start before the end"],
  ])("I3 tells what to correct (%#)", (value, expected) => {
    expect(checkPanel(value, around).map(({ field, message }) => `${field}: ${message}`)).toEqual([expected]);
  });
});

const board = (variables: readonly BoardVariable[], more: Partial<Board> = {}) =>
  aBoard({ variables, ...more });
const label = (selector: string, sourceId = "prod"): BoardVariable =>
  variable("label", { choice: { kind: "label", sourceId, label: "pod", selector } });

describe("checkBoard", () => {
  const complaints = (value: Board, panels: readonly Panel[] = []) =>
    checkBoard(value, { panels, languageOf, isPattern: (text) => text !== "(" }).map(
      ({ field, message }) => `${field}: ${message}`,
    );

  it.each<[string, Board]>([
    ["a label narrowed by a variable before it", board([variable("one"), label('up{a="$one"}')])],
    ["streams", board([label('{app="x"}', "logs")])],
    ["all values of a label", board([label("")])],
    [
      "a text with a pattern",
      board([variable("t", { choice: { kind: "text", pattern: "\\d+", example: "" } })]),
    ],
  ])("I3 takes %s", (_what, value) => {
    expect(complaints(value)).toEqual([]);
  });

  it.each<[Board, string]>([
    [
      board([label('up{a="$one"}'), variable("one")]),
      "variables.0.choice.selector: $one is no variable of this board",
    ],
    [board([label("sum(up)")]), "variables.0.choice.selector: write one selector"],
    [board([label('{app="x"} |= "y"', "logs")]), "variables.0.choice.selector: write one selector"],
    [board([label("", "gone")]), "variables.0.choice.sourceId: choose a source that there is"],
    [board([variable("a", { initial: ["z"] })]), "variables.0.initial: begin with a value of the list"],
    [
      board([variable("a", { choice: { kind: "text", pattern: "(", example: "" } })]),
      "variables.0.choice.pattern: is no regular expression (RE2), or too large",
    ],
    [board([], { range: { from: "x", to: "now" } }), "range: choose a start before the end"],
    [board([], { zone: "+02:00" }), "zone: choose a time zone"],
  ])("I3 tells what to correct (%#)", (value, expected) => {
    expect(complaints(value)).toEqual([expected]);
  });

  it("I3 names the panel that needs a variable, or takes one value of it", () => {
    expect(complaints(board([]), [panel('up{a="$one"}')])).toEqual([
      "variables: panel “Calls”, query A: $one is no variable of this board",
    ]);
    expect(complaints(board([variable("one", { isMulti: true })]), [panel('up{a="$one"}')])).toEqual([
      "variables: panel “Calls”, query A: $one can be several values; compare it with =~ or !~",
    ]);
  });
});
