import { canonicalRange } from "../link/canonicalRange.ts";
import { isIanaZone } from "../time/zone.ts";
import type { Board, BoardVariable } from "./Board.ts";
import { checkUses } from "./checkUses.ts";
import type { Complaint } from "./Complaint.ts";
import type { Panel } from "./Panel.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";
import { readLiterals } from "./queryLiterals.ts";

export interface BoardSurroundings {
  /** What stands on it. */
  readonly panels: readonly Panel[];
  /** Null: there is no such source, or not for this editor. */
  readonly languageOf: (sourceId: string) => QueryLanguage | null;
  /** Is the text a regular expression (RE2)? Judged where there is an engine for it. */
  readonly isPattern: (pattern: string) => boolean;
}

/** Everything about a board that its shape does not tell, its panels' use of its variables included. */
export function checkBoard(board: Board, surroundings: BoardSurroundings): readonly Complaint[] {
  const found: Complaint[] = [];
  for (const [at, variable] of board.variables.entries()) {
    const before = board.variables.slice(0, at);
    found.push(...checkVariable(variable, { field: `variables.${at}`, before, ...surroundings }));
  }
  for (const { name, queries } of surroundings.panels) {
    for (const { letter, expr, sourceId } of queries) {
      // A source that is gone is no reason to refuse a change of the board.
      const language = surroundings.languageOf(sourceId);
      const messages = language === null ? [] : checkUses(expr, language, board.variables);
      const where = `panel “${name}”, query ${letter}`;
      found.push(...messages.map((message) => ({ field: "variables", message: `${where}: ${message}` })));
    }
  }
  if (canonicalRange(board.range, "UTC") === null)
    found.push({ field: "range", message: "choose a start before the end" });
  if (board.zone !== "utc" && board.zone !== "browser" && !isIanaZone(board.zone))
    found.push({ field: "zone", message: "choose a time zone" });
  return found;
}

interface VariableSurroundings extends Pick<BoardSurroundings, "languageOf" | "isPattern"> {
  readonly field: string;
  readonly before: readonly BoardVariable[];
}

function checkVariable(variable: BoardVariable, around: VariableSurroundings): readonly Complaint[] {
  const { choice, initial, isMulti } = variable;
  const { field } = around;
  const found = [...checkChoice(variable, around)];
  if (!isMulti && initial.length > 1)
    found.push({ field: `${field}.initial`, message: "choose one value to begin with" });
  if (choice.kind === "list") {
    const known = new Set(choice.values.map(({ value }) => value));
    if (initial.some((value) => !known.has(value)))
      found.push({ field: `${field}.initial`, message: "begin with a value of the list" });
  }
  if (choice.kind === "text" && isMulti)
    found.push({ field: `${field}.isMulti`, message: "a text is one value" });
  return found;
}

function checkChoice(
  { choice }: BoardVariable,
  { field, isPattern, ...around }: VariableSurroundings,
): readonly Complaint[] {
  switch (choice.kind) {
    case "list": {
      const isTwice = new Set(choice.values.map(({ value }) => value)).size < choice.values.length;
      return isTwice ? [{ field: `${field}.choice.values`, message: "has a value twice" }] : [];
    }
    case "text":
      return isPattern(choice.pattern)
        ? []
        : [{ field: `${field}.choice.pattern`, message: "is no regular expression (RE2), or too large" }];
    case "label":
      return checkLabel(choice, { field, ...around });
  }
}

function checkLabel(
  { sourceId, label, selector }: Extract<BoardVariable["choice"], { kind: "label" }>,
  { field, before, languageOf }: Omit<VariableSurroundings, "isPattern">,
): readonly Complaint[] {
  const language = languageOf(sourceId);
  if (language === null)
    return [{ field: `${field}.choice.sourceId`, message: "choose a source that there is" }];
  const found: Complaint[] = [];
  if (label.trim() === "") found.push({ field: `${field}.choice.label`, message: "choose a label" });
  if (selector.trim() === "") return found;
  const at = `${field}.choice.selector`;
  if (!isSelector(selector, language)) return [...found, { field: at, message: "write one selector" }];
  const messages = checkUses(selector, language, before);
  return [...found, ...messages.map((message) => ({ field: at, message }))];
}

/** `up{job="a"}` or `{app="a"}` and nothing around it: what the list of a label's values can be narrowed by. */
function isSelector(text: string, language: QueryLanguage): boolean {
  const top = readLiterals(text, language)?.tree.topNode.firstChild;
  if (language === "promql") return top?.name === "VectorSelector" && top.nextSibling === null;
  const inner = top?.firstChild?.firstChild;
  return inner?.name === "Selector" && inner.nextSibling === null;
}
