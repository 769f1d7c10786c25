import type { BoardVariable, VariableChoice } from "../../../../domain/panel/Board.ts";

/** "Data centre" → "data_centre": the name that queries use. */
export function nameFromLabel(label: string): string {
  const name = label
    .normalize("NFD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .replace(/_$/, "");
  return name.slice(0, 31) || "choice";
}

/** One line each, "value = words"; the words may be left out. */
export function parseValues(text: string): { value: string; words: string }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [value = "", ...words] = line.split(" = ");
      return { value: value.trim(), words: words.join(" = ").trim() };
    });
}

export function valuesText(values: Extract<VariableChoice, { kind: "list" }>["values"]): string {
  return values.map(({ value, words }) => (words === "" ? value : `${value} = ${words}`)).join("\n");
}

export function emptyChoice(kind: VariableChoice["kind"], sourceId: string): VariableChoice {
  if (kind === "label") return { kind, sourceId, label: "", selector: "" };
  if (kind === "list") return { kind, values: [] };
  return { kind, pattern: ".+", example: "" };
}

/** A new choice whose name no other has. */
export function newVariable(others: readonly BoardVariable[], sourceId: string): BoardVariable {
  const taken = new Set(others.map(({ name }) => name));
  const name = ["choice", "choice_2", "choice_3", "choice_4", "choice_5"].find((one) => !taken.has(one));
  return {
    name: name ?? "choice",
    label: "",
    choice: emptyChoice("label", sourceId),
    isMulti: false,
    initial: [],
  };
}

/** "variables.1.choice.label: choose a label" → of which variable, which field, and what is wrong. */
export function complaintOf(text: string): { at: number | null; field: string; message: string } {
  const [, at, field = "", message = ""] = /^variables\.(\d+)\.?([\w.]*): (.+)$/s.exec(text) ?? [];
  if (at === undefined) return { at: null, field: "", message: text };
  return { at: Number(at), field, message };
}
