/** What is known of a variable where its choice is put into words. */
export interface NamedVariable {
  readonly label: string;
  readonly values?: readonly { readonly value: string; readonly words: string }[] | undefined;
}

/** As many are named; of more, their number. */
const NAMED = 2;

/** A choice in words: "Northern Mobile", "EU and US", "5 of them", "All". */
export function variableText({ values = [] }: NamedVariable, chosen: readonly string[]): string {
  if (chosen.length === 0) return "All";
  if (chosen.length > NAMED) return `${chosen.length} of them`;
  const wordsOf = (value: string): string =>
    values.find((known) => known.value === value)?.words || value || "(none)";
  return chosen.map(wordsOf).join(" and ");
}

/** "Customer: Northern Mobile", for titles and links. */
export function variableSentence(variable: NamedVariable, chosen: readonly string[]): string {
  return `${variable.label}: ${variableText(variable, chosen)}`;
}
