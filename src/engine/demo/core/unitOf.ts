const UNITS = ["seconds", "bytes", "celsius", "watts", "ratio"];

/** The base unit that a metric's name ends with, before `_total`; "" when there is none. */
export function unitOf(name: string): string {
  const stem = name.replace(/_total$/, "");
  return UNITS.find((unit) => stem.endsWith(`_${unit}`)) ?? "";
}
