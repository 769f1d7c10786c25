import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatExact } from "../../format/formatExact.ts";
import { SampleReader } from "./SampleReader.ts";

const encoder = new TextEncoder();
const reader = new SampleReader();

/** Reads one value; `undefined` where the reader leaves it to the general path. */
function read(text: string): { value: number; isPlain: boolean } | undefined {
  const bytes = encoder.encode(`[1700000000.5,"${text}"]\0\0\0\0`);
  return reader.read(bytes, 0) ? { value: reader.value, isPlain: reader.isPlain } : undefined;
}

/** The two promises: the exact double, and "plain" only where the text can be rebuilt. */
function expectExact(text: string): boolean {
  const got = read(text);
  if (!got) return false;
  const wanted = Number(text);
  if (!Object.is(got.value, wanted) && !(Number.isNaN(wanted) && Number.isNaN(got.value))) {
    throw new Error(`${text} became ${got.value}`);
  }
  if (got.isPlain && formatExact(wanted) !== text) throw new Error(`${text} is not what ${wanted} prints`);
  return true;
}

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(""));

describe("SampleReader", () => {
  it("reads time in milliseconds and the exact double", () => {
    expect(read("12.5")).toEqual({ value: 12.5, isPlain: true });
    expect(reader.timeMs).toBe(1_700_000_000_500);
  });

  it("F37 reads every double exactly as Number() does from its canonical text", () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expectExact(formatExact(value));
      }),
      { numRuns: 20_000 },
    );
  });

  it("F37 reads any digits exactly as Number() does, canonical or not", () => {
    const text = fc.tuple(fc.boolean(), digits(1, 12), fc.option(digits(1, 30)));
    fc.assert(
      fc.property(text, ([isNegative, whole, fraction]) => {
        expectExact(`${isNegative ? "-" : ""}${whole}${fraction === null ? "" : `.${fraction}`}`);
      }),
      { numRuns: 20_000 },
    );
  });

  it("F37 reads small values with an exponent exactly as Number() does", () => {
    fc.assert(
      fc.property(digits(1, 2), fc.option(digits(1, 18)), digits(2, 2), (whole, fraction, exponent) => {
        expectExact(`${whole}${fraction === null ? "" : `.${fraction}`}e-${exponent}`);
      }),
      { numRuns: 20_000 },
    );
    expect(read("1.5e-07")).toEqual({ value: 1.5e-7, isPlain: true });
    for (const text of ["1.50e-07", "1.5e-05", "0.00000015"]) expect(read(text)?.isPlain, text).toBe(false);
  });

  it("rounds correctly at the midpoint between two doubles", () => {
    // 2^53 + 1 and its like lie exactly between two doubles; neighbours in the 17th digit decide the direction.
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 17 }),
        (offset, point) => {
          for (const near of [-1n, 0n, 1n]) {
            const text = String(2n ** 53n + 2n * offset + 1n + near).padStart(18, "0");
            const at = text.length - point;
            const whole = text.slice(0, at).replace(/^0+(?=\d)/, "");
            expectExact(point === 0 ? whole : `${whole}.${text.slice(at)}`);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("takes nearly all 16 and 17 digit values itself", () => {
    let state = 7;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    let taken = 0;
    let plain = 0;
    for (let i = 0; i < 5000; i++) {
      const text = formatExact((random() + random() / 2 ** 31) * 10 ** Math.floor(random() * 12 - 6));
      if (expectExact(text)) taken++;
      if (read(text)?.isPlain) plain++;
    }
    expect(taken).toBeGreaterThan(4990);
    expect(plain).toBeGreaterThan(4900);
  });

  it.each(["", "abc", "0x1p3", "+Inf", "-Inf", "1e5", "01", "1.", ".5", "+1", " 1", "1 ", "--1", "1.2.3"])(
    "leaves %j to the general path",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it("marks NaN, -0 and texts with needless digits as not plain", () => {
    for (const text of ["NaN", "-0", "0.10", "1.0", "0.30000000000000000"]) {
      expect(read(text)?.isPlain ?? false, text).toBe(false);
    }
  });

  it.each(["[01.5,", "[1.,", "[1.1234,", "[-1,", "[1e3,", "[,"])(
    "leaves the time in %j to the general path",
    (head) => {
      expect(reader.read(encoder.encode(`${head}"1"]\0\0`), 0)).toBe(false);
    },
  );
});
