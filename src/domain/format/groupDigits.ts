/** "77900" → "77,900"; a text that is no plain whole number of four digits or more stays as it is. */
export function groupDigits(text: string): string {
  if (!/^-?\d{4,}$/.test(text)) return text;
  const groups: string[] = [];
  const from = text.startsWith("-") ? 1 : 0;
  for (let end = text.length; end > from; end -= 3) groups.unshift(text.slice(Math.max(from, end - 3), end));
  return text.slice(0, from) + groups.join(",");
}
