import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Shelf } from "./Shelf.ts";

describe("a shelf", () => {
  it("holds what a Map would hold, through any puts and takes", () => {
    const step = fc.record({
      key: fc.constantFrom("", "a", "b", "query=up", "query=pu"),
      isPut: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [shelf, map] = [new Shelf<object>(), new Map<string, object>()];
        for (const { key, isPut } of steps) {
          const held = map.get(key);
          if (isPut && held === undefined) {
            const value = {};
            shelf.put(key, value);
            map.set(key, value);
          } else if (!isPut && held !== undefined) {
            shelf.take(key, held);
            map.delete(key);
          }
          for (const each of ["", "a", "b", "query=up", "query=pu"])
            expect(shelf.get(each)).toBe(map.get(each));
        }
      }),
    );
  });

  it("tells keys apart that share their row", () => {
    const shelf = new Shelf<number>();
    const tail = "=".repeat(24);
    shelf.put(`a${tail}`, 1);
    shelf.put(`b${tail}`, 2);
    expect([shelf.get(`a${tail}`), shelf.get(`b${tail}`)]).toEqual([1, 2]);
  });

  it("leaves a value alone that is not the one to be taken", () => {
    const shelf = new Shelf<string>();
    shelf.put("key", "newer");
    shelf.take("key", "older");
    expect(shelf.get("key")).toBe("newer");
  });
});
