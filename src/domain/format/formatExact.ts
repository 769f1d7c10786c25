/**
 * A double exactly as Prometheus writes a sample in its API (util/jsonutil MarshalFloat: shortest digits that read
 * back, an exponent below 1e-6 and from 1e21 on, at least two exponent digits): "0.30000000000000004", "1e+308",
 * "1e-07", "-0", "NaN", "+Inf".
 */
export function formatExact(value: number): string {
  if (Number.isFinite(value)) {
    if (value === 0) return Object.is(value, -0) ? "-0" : "0";
    // JavaScript changes to an exponent at the same two limits.
    const text = String(value);
    const exponentAt = text.indexOf("e");
    if (exponentAt < 0 || text.length - exponentAt > ONE_DIGIT_EXPONENT) return text;
    return `${text.slice(0, -1)}0${text.slice(-1)}`;
  }
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

const ONE_DIGIT_EXPONENT = "e-7".length;
