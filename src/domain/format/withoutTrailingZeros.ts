/** "1200" → "12", "000" → "". Not by a pattern: `0+$` takes the square of a long text's length. */
export function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === "0") end -= 1;
  return digits.slice(0, end);
}
