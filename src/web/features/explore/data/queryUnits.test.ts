import { describe, expect, it } from "vitest";
import type { MetadataMap } from "../../../../domain/query/promql/metricType.ts";
import { bucketUnits, metricsBySource, queryUnit } from "./queryUnits.ts";

const row = (letter: string, sourceId: string, expr: string) => ({ letter, sourceId, expr });
const gauge = (unit: string) => ({ type: "gauge", unit, help: "" });
/** East keeps `load` in seconds, West in bytes. */
const known: Readonly<Record<string, MetadataMap>> = {
  east: new Map([["load", gauge("seconds")]]),
  west: new Map([["load", gauge("bytes")]]),
};
const metadataOf = (sourceId: string) => known[sourceId] ?? new Map();

describe("A9 queries of several sources", () => {
  it("ask each source for its own metrics and their families", () => {
    const rows = [
      row("A", "east", "sum(load)"),
      row("B", "west", "rate(x_bucket[5m])"),
      row("C", "east", "up"),
    ];
    expect([...metricsBySource(rows)]).toEqual([
      ["east", ["load", "up"]],
      ["west", ["x", "x_bucket"]],
    ]);
  });

  it("read the unit of a metric from the source it was asked of", () => {
    expect(queryUnit([row("A", "east", "load")], metadataOf)).toBe("seconds");
    expect(queryUnit([row("A", "west", "load")], metadataOf)).toBe("bytes");
    expect(queryUnit([row("A", "west", "load"), row("B", "west", "sum(load)")], metadataOf)).toBe("bytes");
    expect(queryUnit([row("A", "east", "load"), row("B", "west", "load")], metadataOf)).toBe("none");
  });

  it("have the bucket edges of each histogram in its own unit", () => {
    const rows = [
      row("A", "east", "sum by (le) (rate(zz_seconds_bucket[5m]))"),
      row("B", "west", "rate(aa_bytes_bucket[5m]) and on () up"),
      row("C", "west", "rate(load[5m])"),
      row("D", "west", "vector("),
    ];
    expect(Object.fromEntries(bucketUnits(rows, metadataOf))).toEqual({
      A: "seconds",
      B: "bytes",
      C: "bytes",
      D: "none",
    });
  });
});
