/**
 * Numbers as Prometheus (Go) reads and prints them. Sources: the language reference's "Float literals", and the
 * documented behaviour of `strconv.ParseInt(text, 0, 64)`, `strconv.ParseFloat` and `strconv.FormatFloat`.
 */

const MAX_INT64 = 2n ** 63n - 1n;
const HEX = /^0x_?[0-9a-f]+(_[0-9a-f]+)*$/;
const OCTAL = /^0(_?[0-7])+$/;
const DECIMAL = /^(\d+(_\d+)*)?(\.(\d+(_\d+)*)?)?(e[+-]?\d+(_\d+)*)?$/;

/** The value of an unsigned number literal; null where Prometheus refuses it (`1e999`, `0x` beyond 64 bits). */
export function parseGoNumber(text: string): number | null {
  const lower = text.toLowerCase();
  if (lower === "inf") return Infinity;
  if (lower === "nan") return Number.NaN;
  const plain = lower.replaceAll("_", "");
  if (HEX.test(lower)) return integer(BigInt(plain));
  if (OCTAL.test(lower)) {
    // A leading zero means octal, unless the value leaves 64 bits: then the same digits are read as a decimal float.
    const octal = integer(BigInt(`0o${plain.slice(1)}`));
    if (octal !== null) return octal;
  }
  if (plain === "" || !DECIMAL.test(lower)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

function integer(value: bigint): number | null {
  return value > MAX_INT64 ? null : Number(value);
}

/** `strconv.FormatFloat(value, 'f', -1, 64)`: shortest digits, never an exponent. Prometheus writes scalars so. */
export function formatGoFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const { digits, pointAt } = decimalDigits(Math.abs(value));
  if (pointAt <= 0) return `${sign}0.${"0".repeat(-pointAt)}${digits}`.replace(/\.0$/, "");
  if (pointAt >= digits.length) return sign + digits + "0".repeat(pointAt - digits.length);
  return `${sign}${digits.slice(0, pointAt)}.${digits.slice(pointAt)}`;
}

/** `fmt.Sprintf("%v", value)`: an exponent of at least two digits below 1e-4 and from 1e6 on. */
export function formatGoValue(value: number): string {
  if (!Number.isFinite(value) || value === 0) return formatGoFloat(value);
  const { digits, pointAt } = decimalDigits(Math.abs(value));
  const exponent = pointAt - 1;
  if (exponent >= -4 && exponent < EXPONENT_FROM) return formatGoFloat(value);
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${value < 0 ? "-" : ""}${mantissa}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** Prometheus 3.15 prints `fill (1e+06)` but `fill (100000)`. */
const EXPONENT_FROM = 6;

/** Shortest digits of a positive finite number and where its decimal point stands: 12.5 is {"125", 2}. */
function decimalDigits(value: number): { digits: string; pointAt: number } {
  if (value === 0) return { digits: "0", pointAt: 1 };
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), pointAt: Number(exponent) + 1 };
}

/** Go's `math.Round`: half away from zero. */
export function goRound(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
