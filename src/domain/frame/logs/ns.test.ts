import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesLimitIn } from "./entriesLimit.ts";
import { formatNs } from "./formatNs.ts";
import { addNs, compareNs, msToNs, nsToIso, nsToMs, readNs, requestNs } from "./ns.ts";

const NS = "1729605607123456789"; // 2024-10-22T14:00:07.123456789Z

describe("nanoseconds", () => {
  it("F38 are ordered and added to exactly, above 2⁵³ and below 0", () => {
    const any = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(Math.sign(compareNs(String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(addNs(String(a), b)).toBe(String(a + b));
        expect(readNs(String(a))).toBe(String(a));
      }),
    );
    expect(compareNs("1748304000123456789", "1748304000123456788")).toBe(1);
  });

  it.each([
    ["007", "7"],
    ["-0", "0"],
    ["0", "0"],
    ["", null],
    ["1.5", null],
    ["1e9", null],
    [" 1", null],
  ])("reads %j as %j", (text, ns) => {
    expect(readNs(text)).toBe(ns);
  });

  it("become milliseconds and come back", () => {
    expect([nsToMs(NS), msToNs(1_729_605_607_123.5), msToNs(-1)]).toEqual([
      1_729_605_607_123.456_8,
      "1729605607123500000",
      "-1000000",
    ]);
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (ms) => {
        expect(nsToMs(msToNs(ms))).toBe(ms);
      }),
    );
  });

  it("are shown in a zone as precisely as asked, cut and never rounded", () => {
    expect(
      (["s", "ms", "us", "ns"] as const).map((precision) => formatNs(NS, "Europe/Paris", precision)),
    ).toEqual([
      "2024-10-22 16:00:07",
      "2024-10-22 16:00:07.123",
      "2024-10-22 16:00:07.123456",
      "2024-10-22 16:00:07.123456789",
    ]);
    expect(formatNs("-1", "UTC", "ns")).toBe("1969-12-31 23:59:59.999999999");
  });

  it("are written as RFC 3339 without trailing zeros", () => {
    expect([NS, "1729605607120000000", "1729605607000000000"].map(nsToIso)).toEqual([
      "2024-10-22T14:00:07.123456789Z",
      "2024-10-22T14:00:07.12Z",
      "2024-10-22T14:00:07Z",
    ]);
  });

  it("are sent with 19 digits, which Loki never takes for seconds", () => {
    expect([NS, "5", "-5"].map(requestNs)).toEqual([NS, "0000000000000000005", "0000000000000000000"]);
  });
});

describe("entriesLimitIn", () => {
  it.each([
    ["max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)", 5000],
    ["max entries limit per query exceeded, limit > max_entries_limit (6000 > 10)", 10],
    ["limit > max_entries_limit (6000 > 0)", null],
    ["parse error at line 1", null],
  ])("reads %j as %j", (text, most) => {
    expect(entriesLimitIn(text)).toBe(most);
  });
});
