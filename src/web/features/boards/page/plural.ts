/** "Cluster" → "clusters", "Country" → "countries", "Part of the shop" → "parts of the shop": a few words of English. */
export function plural(label: string): string {
  const [, head, rest] = /^(.+?)( (?:of|in|at|for) .+)$/.exec(label) ?? [];
  if (head !== undefined && rest !== undefined) return plural(head) + rest;
  const word = /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
