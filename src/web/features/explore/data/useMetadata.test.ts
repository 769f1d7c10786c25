import { describe, expect, it } from "vitest";
import { parseMetadata } from "./useMetadata.ts";

describe("parseMetadata", () => {
  it("takes the first entry of each metric", () => {
    const data = {
      up: [
        { type: "gauge", help: "Is it up?", unit: "" },
        { type: "counter", help: "", unit: "" },
      ],
    };
    expect(parseMetadata(data).get("up")).toEqual({ type: "gauge", help: "Is it up?", unit: "" });
  });

  it("keeps a metric called __proto__ as data", () => {
    const data: unknown = JSON.parse('{"__proto__": [{"type": "gauge", "help": "", "unit": ""}]}');
    expect([...parseMetadata(data).keys()]).toEqual(["__proto__"]);
    expect(({} as { type?: string }).type).toBeUndefined();
  });

  it.each([null, 3, "x", [], { up: [] }, { up: [null] }, { up: "gauge" }])(
    "reads %j as nothing known",
    (data) => {
      expect(parseMetadata(data).size).toBe(0);
    },
  );
});
