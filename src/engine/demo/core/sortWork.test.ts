import fc from "fast-check";
import { expect, it } from "vitest";
import { finish } from "../../work/Work.ts";
import { sortWork } from "./sortWork.ts";

it("orders as a plain stable sort does", () => {
  const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 40 }), id: fc.nat() }), {
    maxLength: 3_000,
    size: "max",
  });
  fc.assert(
    fc.property(items, (some) => {
      const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key;
      expect(finish(sortWork(some, byKey))).toEqual(some.toSorted(byKey));
    }),
    { numRuns: 20 },
  );
});

it("can be interrupted again and again", () => {
  let slices = 0;
  const items = Array.from({ length: 20_000 }, (_, i) => (i * 7_919) % 20_000);
  for (const work = sortWork(items, (a, b) => a - b); work.next().done !== true;) slices++;
  expect(slices).toBeGreaterThan(100);
});
