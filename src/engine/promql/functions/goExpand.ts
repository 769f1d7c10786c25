/** What a template puts in: a group by number, or by its name. */
export type TemplatePart = string | { readonly group: number } | { readonly groupName: string };

/** `$$`, `$name` and `${name}`, the longest name; a `$` before anything else is a plain one. */
const REFERENCE = /\$(?:(\$)|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})?/gu;
/** Go takes no leading zeros, and no number from a thousand million on, for a group's number. */
const GROUP_NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** A replacement as Go's regexp.Expand reads it. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let readTo = 0;
  for (const match of template.matchAll(REFERENCE)) {
    const [whole, , bare, braced] = match;
    parts.push(template.slice(readTo, match.index));
    readTo = match.index + whole.length;
    const name = bare ?? braced;
    if (name === undefined) parts.push("$");
    else if (GROUP_NUMBER.test(name)) parts.push({ group: Number(name) });
    else parts.push({ groupName: name });
  }
  parts.push(template.slice(readTo));
  return parts.filter((part) => part !== "");
}
