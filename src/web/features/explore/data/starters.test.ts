import { describe, expect, it } from "vitest";
import { starterFor, starters } from "./starters.ts";

const facts = (type: string, help = "") => ({ type, help, unit: "" });

describe("starters", () => {
  it.each([
    ["counter", "rate(x_total[$__rate_interval])"],
    ["gauge", "x_total"],
    ["histogram", "histogram_quantile(0.95, sum by (le) (rate(x_total_bucket[$__rate_interval])))"],
  ])("asks of a %s: %s", (type, expr) => {
    expect(starterFor("x_total", facts(type))?.expr).toBe(expr);
  });

  it("offers up first, then what people look at first, six in all", () => {
    const known = new Map([..."abcdefgh"].map((name) => [name, facts("gauge")] as const));
    const offered = starters(new Map([...known, ["zz_cpu", facts("gauge")]])).map((one) => one.expr);
    expect(offered).toEqual(["up", "zz_cpu", "a", "b", "c", "d"]);
  });

  it("leaves out what would need quoting and what is never looked at", () => {
    const known = new Map([
      ["my.metric", facts("gauge")],
      ["build_info", facts("gauge")],
      ["odd", facts("summary")],
    ]);
    expect(starters(known).map((one) => one.expr)).toEqual(["up"]);
  });
});
