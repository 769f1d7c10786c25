import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareUtf8 } from "./compareUtf8.ts";
import { Labels } from "./Labels.ts";

describe("Labels", () => {
  it("sorts by name, leaves out empty values, and takes the last of a repeated name", () => {
    const labels = Labels.of([
      ["b", "1"],
      ["a", "2"],
      ["c", ""],
      ["b", "3"],
    ]);
    expect(labels.pairs).toEqual(["a", "2", "b", "3"]);
  });

  it("has one key for equal labels, and another for any others", () => {
    expect(Labels.from({ a: "b", c: "d" }).key).toBe(Labels.from({ c: "d", a: "b" }).key);
    const text = fc.string({ unit: fc.constantFrom("a", "1", ":", "\0"), maxLength: 4 });
    const labels = fc.array(fc.tuple(text, text), { maxLength: 3 }).map((entries) => Labels.of(entries));
    fc.assert(
      fc.property(labels, labels, (left, right) => {
        expect(left.key === right.key).toBe(JSON.stringify(left.pairs) === JSON.stringify(right.pairs));
      }),
    );
  });

  it("keeps, drops and sets labels without touching the original", () => {
    const labels = Labels.from({ __name__: "up", job: "a" });
    expect(labels.withoutName().toRecord()).toEqual({ job: "a" });
    expect(labels.keep(new Set(["__name__"])).toRecord()).toEqual({ __name__: "up" });
    expect(labels.without(new Set(["job"])).toRecord()).toEqual({ __name__: "up" });
    expect(labels.with("job", "").with("a", "1").toRecord()).toEqual({ __name__: "up", a: "1" });
    expect(labels.toRecord()).toEqual({ __name__: "up", job: "a" });
  });
});

describe("compareUtf8", () => {
  it("orders as the bytes do", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
