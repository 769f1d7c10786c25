import { describe, expect, it } from "vitest";
import { rateWindow } from "./rateWindow.ts";

describe("L4 rateWindow", () => {
  it.each([
    ["sum(rate(x [10s] )) # a [b]", "rate", "[10s]", "sum(rate(x [$__rate_interval] )) # a [b]"],
    ['increase({a="["}[1m] offset 5m)', "increase", "[1m]", 'increase({a="["}[$__rate_interval] offset 5m)'],
    [
      "rate(a[$__rate_interval]) / rate(b[5s])",
      "rate",
      "[5s]",
      "rate(a[$__rate_interval]) / rate(b[$__rate_interval])",
    ],
  ])("L4 %s has %s over %s", (...[text, name, window, mended]) => {
    expect(rateWindow(text)).toEqual({ name, window, mended });
  });

  it.each(["x", "max_over_time(x[1m])", "rate(x[$__interval])", "rate(x[", "rate(x # [1m]\n[1m])"])(
    "L4 has nothing to mend in %s",
    (text) => {
      expect(rateWindow(text)).toBeNull();
    },
  );
});
