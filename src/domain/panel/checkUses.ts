import type { BoardVariable } from "./Board.ts";
import type { QueryLanguage } from "./QueryLanguage.ts";
import { variableUses } from "./variableUses.ts";

/** What is wrong with how a query uses the variables it may use, a sentence each: "$cluster is no variable of this board". */
export function checkUses(
  text: string,
  language: QueryLanguage,
  variables: readonly BoardVariable[],
): readonly string[] {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const { uses, faults } = variableUses(text, language, new Set(byName.keys()));
  const severals = uses.filter(({ name, literal }) => literal.use === "text" && byName.get(name)?.isMulti);
  return [
    ...faults.map(({ name, reason }) => `$${name} ${reason}`),
    ...severals.map(({ name }) => `$${name} can be several values; compare it with =~ or !~`),
  ];
}
