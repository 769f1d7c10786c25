/**
 * RFC 4180: CRLF after every row. Comments stand above the head row, each a line of its own that starts with `#`, as
 * pandas, R, DuckDB and Go's encoding/csv can skip them.
 */
export function csvText(rows: readonly (readonly string[])[], comments: readonly string[] = []): string {
  return [...comments.map(commentLine), ...rows.map((row) => row.join(","))]
    .map((line) => `${line}\r\n`)
    .join("");
}

/**
 * A cell of text, quoted where needed. What a spreadsheet would run as a formula gets a leading apostrophe (OWASP,
 * "CSV injection").
 */
export function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "2024-10-21T00:00:00.000Z" and epoch milliseconds. */
export const timeCells = (timeMs: number): readonly [iso: string, epochMs: string] => [
  new Date(timeMs).toISOString(),
  String(timeMs),
];

/**
 * A spreadsheet cuts a comment at its commas: after one there is a space, so that no cell opens a quote and swallows
 * rows, and an apostrophe where the cell would be a formula.
 */
function commentLine(text: string): string {
  return `# ${text.replaceAll(/[\s\p{Cc}]+/gu, " ")}`
    .replaceAll(/,(?! )/g, ", ")
    .replaceAll(/, (?=[=+\-@])/g, ", '");
}
