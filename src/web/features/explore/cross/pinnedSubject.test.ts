import { describe, expect, it } from "vitest";
import { seriesKey } from "../../../../domain/format/seriesKey.ts";
import type { RangeResult } from "../../../../domain/frame/Frame.ts";
import type { ChartLayer } from "../../../chart/ChartTypes.ts";
import { pinnedSubject } from "./pinnedSubject.ts";

const web = { namespace: "web" };
const layer = (letter: string): ChartLayer => ({
  letter,
  // Only the labels are read.
  result: { kind: "range", series: [{ labels: web }] } as unknown as RangeResult,
});
const pin = (letter: string, timeMs: number) => ({ key: seriesKey(letter, web), timeMs, value: 1 });

describe("pinnedSubject", () => {
  it("of one pin is its series and its moment, to the nanosecond", () => {
    expect(pinnedSubject([layer("A"), layer("B")], [pin("B", 1_700_000_000_123)])).toEqual({
      letter: "B",
      to: "logs",
      labels: web,
      atNs: "1700000000123000000",
    });
  });

  it("of two pins is the span between them, whichever came first", () => {
    const span = { startMs: 1000, endMs: 5000 };
    expect(pinnedSubject([layer("A")], [pin("A", 5000), pin("A", 1000)])).toMatchObject({
      letter: "A",
      span,
    });
    expect(pinnedSubject([layer("A")], [pin("A", 1000), pin("A", 1000)])).toMatchObject({
      atNs: "1000000000",
    });
  });

  it("is nothing where the pinned series is no longer drawn", () => {
    expect(pinnedSubject([layer("A")], [pin("B", 1000)])).toBeNull();
    expect(pinnedSubject([], [])).toBeNull();
  });
});
