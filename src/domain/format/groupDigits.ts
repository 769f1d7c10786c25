/** "77900" → "77,900"; a text that is no plain whole number of four digits or more stays as it is. */
export function groupDigits(text: string): string {
  return /^-?\d{4,}$/.test(text) ? text.replaceAll(/\B(?=(?:\d{3})+$)/g, ",") : text;
}
