import { quote } from "../../../domain/query/promql/goString.ts";
import { parseGoNumber } from "../../../domain/query/promql/goNumber.ts";
import { goSeconds } from "../../../domain/query/promql/promDuration.ts";
import { ParseRefusal } from "./ParseRefusal.ts";
import type { Token } from "./Token.ts";
import type { TokenStream } from "./TokenStream.ts";

/** Milliseconds of a unit; they must come in this order, each at most once. */
const UNITS: readonly (readonly [unit: string, ms: bigint])[] = [
  ["y", 31_536_000_000n],
  ["w", 604_800_000n],
  ["d", 86_400_000n],
  ["h", 3_600_000n],
  ["m", 60_000n],
  ["s", 1000n],
  ["ms", 1n],
];
/** A Go duration counts nanoseconds in 63 bits. */
const MAX_NANOSECONDS = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const DECIMAL_FLOAT = /^[\d_]*(?:\.[\d_]*)?(?:e[+-]?[\d_]+)?$/i;

/** `5.`, `0X1F` and `0x_1f`. */
const FOREIGN_TO_EDITORS = /\.(?!\d)|^0X|_/;

/** The next token, which must be a number or duration; its value is seconds then. */
export function readNumber(tokens: TokenStream): number {
  const token = tokens.accept("duration") ?? tokens.expect("number");
  const value = token.kind === "duration" ? readDuration(token) : readPlain(token);
  if (FOREIGN_TO_EDITORS.test(token.text)) tokens.standIn(token, String(value));
  return value;
}

function readPlain({ text, from }: Token): number {
  const value = parseGoNumber(text);
  if (value !== null) return value;
  // Strings of digits fail by size only; anything else that the scanner let pass is no number in form.
  const isTooLarge = DECIMAL_FLOAT.test(text) && !Number.isFinite(Number(text.replaceAll("_", "")));
  const why = isTooLarge ? "value out of range" : "invalid syntax";
  throw new ParseRefusal(from, `error parsing number: strconv.ParseFloat: parsing ${quote(text)}: ${why}`);
}

function readDuration({ text, from }: Token): number {
  const refuse = (message: string): never => {
    throw new ParseRefusal(from, message);
  };
  let nanoseconds = 0n;
  let lastRank = -1;
  for (const [, digits = "", unit = ""] of text.matchAll(/(\d+)(\D+)/g)) {
    const count = BigInt(digits);
    if (count > MAX_UINT64) refuse(`not a valid duration string: ${quote(text)}`);
    const rank = UNITS.findIndex(([name]) => name === unit);
    const found = UNITS[rank];
    if (!found) return refuse(`unknown unit ${quote(unit)} in duration ${quote(text)}`);
    if (rank <= lastRank) refuse(`not a valid duration string: ${quote(text)}`);
    lastRank = rank;
    nanoseconds += count * found[1] * 1_000_000n;
    if (nanoseconds > MAX_NANOSECONDS) refuse("duration out of range");
  }
  return goSeconds(Number(nanoseconds / 1_000_000n));
}
