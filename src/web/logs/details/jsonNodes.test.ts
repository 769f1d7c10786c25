import { describe, expect, it } from "vitest";
import { jsonNodes, shownNodes } from "./jsonNodes.ts";

const outline = (text: string) =>
  jsonNodes(text)?.map(
    ({ depth, name, kind, text: value, size }) => `${depth} ${name} ${kind} ${value || size}`,
  );

describe("jsonNodes", () => {
  it("keeps order, doubled names and every digit", () => {
    expect(outline('{"b": 12345678901234567890, "10": [true, null], "b": "x\\ny", "__proto__": {}}')).toEqual(
      [
        "0 null object 4",
        "1 b number 12345678901234567890",
        "1 10 array 2",
        "2 0 word true",
        "2 1 word null",
        "1 b string x\ny",
        "1 __proto__ object 0",
      ],
    );
  });

  it.each(["{", '{"a":1', "]", '"a', "", '{"a":"\\x"}', "[".repeat(200) + "]".repeat(200)])(
    "gives nothing for %s",
    (text) => {
      expect(jsonNodes(text)).toBeNull();
    },
  );

  it("folds a node with all below it", () => {
    const nodes = jsonNodes('{"a":{"b":[1,2]},"c":3}') ?? [];
    expect(shownNodes(nodes, new Set([1]))).toEqual([0, 1, 5]);
    expect(shownNodes(nodes, new Set())).toHaveLength(6);
  });
});
