/** The texts of a member that is one text or a list of them; anything else is left out. */
export function textsOf(json: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  return list.filter((item) => typeof item === "string").map((text) => text.toWellFormed());
}
