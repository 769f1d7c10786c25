/** Readers of one flat field; each gives a default-able value and never throws. */

/** Own properties only: a link may carry a key such as `__proto__`. */
export function field(record: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

export function isOn(record: Readonly<Record<string, string>>, key: string): boolean {
  return field(record, key) === "1";
}

export function oneOf<T extends string>(text: string | undefined, allowed: readonly T[]): T | undefined {
  return allowed.find((value) => value === text);
}

/** More is a hostile link: nobody hides a thousand series by hand. */
const LIST_LIMIT = 1000;

/** Texts joined by "|"; a "|" or "~" inside is escaped as "~1" or "~0", as JSON pointers do. Empty texts are left out. */
export function encodeList(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll("~", "~0").replaceAll("|", "~1")).join("|");
}

export function decodeList(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  return text
    .split("|", LIST_LIMIT)
    .filter((item) => item !== "")
    .map((item) => item.replaceAll("~1", "|").replaceAll("~0", "~"));
}
