import { describe, expect, it } from "vitest";
import { takenAway } from "./takenAway.ts";

describe("L4 takenAway", () => {
  it.each([
    ["up == 0", "comparison", "up"],
    ["0 == up", "comparison", "up"],
    [
      "sum by (job) (rate(x[$__rate_interval]) > 5) # busy",
      "comparison",
      "sum by (job) (rate(x[$__rate_interval])) # busy",
    ],
    ["a and on (job) b", "set", "a"],
    ["a unless b", "set", "a"],
    ["a / on (job) b", "matching", "a"],
    ["(a / b) > 1", "comparison", "(a / b)"],
  ])("L4 %s is left with nothing by a %s, and is %s without", (text, kind, without) => {
    expect(takenAway(text)).toMatchObject({ kind, without });
  });

  it.each(["up", "up == bool 0", "a or b", "2 * a", "sum(rate(x[5m]))", "a{", "1 > bool 2"])(
    "L4 nothing takes series away from %s",
    (text) => {
      expect(takenAway(text)).toBeNull();
    },
  );

  it("L4 absent() has no series as long as there are some", () => {
    expect(takenAway("absent(up)")).toEqual({ kind: "absent", operator: "absent" });
  });
});
