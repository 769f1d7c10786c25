import fc from "fast-check";
import { expect, it } from "vitest";
import { compareLabels } from "../../labels/compareLabels.ts";
import { Labels } from "../../labels/Labels.ts";
import { finish } from "../../work/Work.ts";
import { sortRows } from "./sortRows.ts";

it("orders rows by their labels and takes their samples along", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 })), (names) => {
      const labels = names.map((name) => Labels.from({ name }));
      const steps = { firstMs: 0, stepMs: 1, count: 2 };
      const values = Float64Array.from(names.flatMap((_, i) => [i, i + 0.5]));
      const has = Uint8Array.from(names.flatMap(() => [1, 0]));
      const sorted = finish(sortRows({ steps, labels, values, has }));
      expect(sorted.labels).toEqual(labels.toSorted(compareLabels));
      for (const [row, one] of sorted.labels.entries()) {
        expect(names[sorted.values[row * 2] ?? -1]).toBe(one.get("name"));
        expect([...sorted.has.subarray(row * 2, row * 2 + 2)]).toEqual([1, 0]);
      }
    }),
  );
});
