/** "Support desk" → "SD", "ada@example.org" → "A": of the first and the last word, what stands before an "@". */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/s, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word = "") => [...word][0]?.toUpperCase() ?? "").join("");
}
