import { describe, expect, it } from "vitest";
import { recordOf, searchOf } from "./useLinkState.ts";

describe("recordOf and searchOf", () => {
  it.each([{}, { a: "1" }, { "a.q": "rate(x[5m]) + 1", from: "now-1h" }, { q: "a&b=c#d%20é", empty: "" }])(
    "give back %j",
    (record) => {
      expect({ ...recordOf(searchOf(record)) }).toEqual(record);
    },
  );

  it("takes the first of a repeated key", () => {
    expect({ ...recordOf("?a=1&a=2") }).toEqual({ a: "1" });
  });

  it("S20 a key such as __proto__ is a field like any other", () => {
    const record = recordOf("?__proto__=x&constructor=y");
    expect(Object.keys(record)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});
