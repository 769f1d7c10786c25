/**
 * A double exactly as Prometheus writes a sample in its API (util/jsonutil MarshalFloat: shortest digits that read
 * back, an exponent below 1e-6 and from 1e21 on, at least two exponent digits): "0.30000000000000004", "1e+308",
 * "1e-07", "-0", "NaN", "+Inf".
 */
export function formatExact(value: number): string {
  if (Number.isFinite(value)) {
    // JavaScript changes to an exponent at the same two limits.
    if (value === 0) return Object.is(value, -0) ? "-0" : "0";
    return String(value).replace(/e([+-])(\d)$/, "e$10$2");
  }
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

/** The same digits without an exponent, as Prometheus writes scalars and the values of a `le` label (strconv 'f', -1). */
export function formatPlain(value: number): string {
  const text = formatExact(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", first = "", rest = "", exponent = "0"] = match;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${first}${rest}`;
  return `${sign}${first}${rest.padEnd(power, "0")}`;
}
