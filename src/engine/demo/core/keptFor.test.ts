import { expect, it } from "vitest";
import { keptFor } from "./keptFor.ts";

it("makes a key's value once, until too many others were asked for", () => {
  const made: string[] = [];
  const get = keptFor((key: string) => {
    made.push(key);
    return { key };
  }, 2);
  expect(get("a")).toBe(get("a"));
  for (const key of ["b", "b", "c", "a"]) get(key);
  expect(made).toEqual(["a", "b", "c", "a"]);
});
