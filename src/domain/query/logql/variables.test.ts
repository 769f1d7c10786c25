import { describe, expect, it } from "vitest";
import { maskVariables, substituteLogqlVariables, unknownReferences } from "./variables.ts";

const values = { $__interval: "30s", $__range: "1h", $__range_s: "3600" };

describe("substituteLogqlVariables", () => {
  it.each([
    ['rate({a="b"}[$__auto])', "range", 'rate({a="b"}[30s])'],
    ['rate({a="b"}[$__auto])', "instant", 'rate({a="b"}[1h])'],
    ["[${__auto}] [[__range]] $__range_ss", "range", "[30s] 1h $__range_ss"],
    ["$__range_s $__rate_interval $x", "range", "3600 $__rate_interval $x"],
  ] as const)("makes of %s in a %s query %s", (text, kind, expected) => {
    expect(substituteLogqlVariables(text, values, kind).text).toBe(expected);
  });

  it("takes a value for $__auto where there is one, and maps places", () => {
    const { text, map } = substituteLogqlVariables("[$__auto] x", { ...values, $__auto: "5m" }, "range");
    expect(text).toBe("[5m] x");
    expect(map.toTyped(text.indexOf("x"))).toBe(10);
  });
});

it("maskVariables keeps every offset", () => {
  const text = 'rate({a="$b"}[${__range_s}s]) / $__range_ms > $__auto';
  expect(maskVariables(text)).toHaveLength(text.length);
  expect(maskVariables(text)).toBe('rate({a="$b"}[000000000005s]) / 00000000005 > 000005m');
  expect(unknownReferences(text).map(({ name }) => name)).toEqual(["$b"]);
});
