import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLineRef, encodeLineRef, findLine, lineRange, lineRef } from "./lineRef.ts";
import { lineOf } from "./testLines.test-util.ts";

describe("a link to a line", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
        fc.string(),
        fc.nat({ max: 5000 }),
        (ns, text, copy) => {
          const ref = lineRef(lineOf(text, { ns: String(ns), copy }));
          expect(decodeLineRef(encodeLineRef(ref))).toEqual(ref);
        },
      ),
    );
  });

  it("E7 finds its line among equals in time, in text and in stream", () => {
    const lines = [
      lineOf("same"),
      lineOf("same", { copy: 1 }),
      lineOf("same", { labels: { app: "other" } }),
      lineOf("else"),
      lineOf("same", { ns: "1748304000123456790" }),
    ];
    expect(lines.map((line) => findLine(lines, lineRef(line)))).toEqual([0, 1, 2, 3, 4]);
    expect(findLine(lines, lineRef(lineOf("gone")))).toBe(-1);
  });

  it("opens half a second to each side", () => {
    expect(lineRange(lineRef(lineOf("x", { ns: "1000000000" })))).toEqual({
      startNs: "500000000",
      endNs: "1500000001",
    });
  });

  it.each(["", "1", "1-a", "01-a-0", "1-A-0", "1-a--1", "1-a-0 ", "1e3-a-0", "1-<b>-0"])(
    "reads %j as none",
    (text) => {
      expect(decodeLineRef(text)).toBeNull();
    },
  );
});
