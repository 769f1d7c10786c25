import type { BoardVariable, VariableValues } from "../panel/Board.ts";

/** What was chosen on a board, in the words of its readers; no value is all of them. */
export function choiceWords(
  variables: readonly BoardVariable[],
  values: VariableValues,
): readonly { readonly label: string; readonly values: readonly string[] }[] {
  return variables.map(({ name, label, choice }) => {
    const chosen = Object.hasOwn(values, name) ? (values[name] ?? []) : [];
    const words = choice.kind === "list" ? choice.values : [];
    return {
      label,
      values: chosen.map((value) => words.find((one) => one.value === value)?.words || value),
    };
  });
}
