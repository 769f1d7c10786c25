import { assert, array, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { variableValues } from "../../time/rateInterval.ts";
import { syntaxErrors } from "./parse.ts";
import { maskVariables, substituteVariables, unknownVariables } from "./variables.ts";

const values = variableValues({ stepMs: 15_000, rangeMs: 3_600_000, scrapeMs: 15_000 });

describe("substituteVariables", () => {
  it.each([
    ["rate(up[$__interval])", "rate(up[15s])"],
    ["rate(up[${__interval}])", "rate(up[15s])"],
    ["rate(up[[[__interval]]])", "rate(up[15s])"],
    ["rate(up[$__rate_interval])", "rate(up[1m])"],
    ["increase(up[$__range])", "increase(up[1h])"],
    ["increase(up[${__range_s}s])", "increase(up[3600s])"],
    ["up * $__interval_ms / $__range_ms", "up * 15000 / 3600000"],
    ['up{a="$__interval"}', 'up{a="15s"}'],
    ["up[${__interval:raw}]", "up[15s]"],
    ['up{job="$job"}', 'up{job="$job"}'],
    ['label_replace(up, "a", "$1", "b", "(.*)")', 'label_replace(up, "a", "$1", "b", "(.*)")'],
    ["$__proto__ + $toString", "$__proto__ + $toString"],
  ])("%s is sent as %s", (typed, sent) => {
    expect(substituteVariables(typed, values).text).toBe(sent);
  });

  it("maps every place outside of variables there and back", () => {
    const part = constantFrom("up", "$__interval", " + ", "${__range_s}", "[[__rate_interval]]", "é😀", "(");
    assert(
      property(array(part, { maxLength: 12 }), (parts) => {
        const typed = parts.join("");
        const { text, map } = substituteVariables(typed, values);
        let at = 0;
        for (const piece of parts) {
          if (!/[$[]/.test(piece)) {
            expect(map.toTyped(map.toSent(at))).toBe(at);
            expect(text.slice(map.toSent(at), map.toSent(at) + piece.length)).toBe(piece);
          }
          at += piece.length;
        }
        expect(map.toSent(typed.length)).toBe(text.length);
        expect(map.toTyped(text.length)).toBe(typed.length);
      }),
    );
  });

  it("maps the inside of a variable to its start, both ways", () => {
    const { map } = substituteVariables("a[$__interval] b", values);
    expect([map.toSent(2), map.toSent(9), map.toSent(13)]).toEqual([2, 2, 5]);
    expect([map.toTyped(2), map.toTyped(4), map.toTyped(5)]).toEqual([2, 2, 13]);
  });
});

describe("maskVariables", () => {
  it.each([
    "rate(up[$__interval])",
    "rate(up[${__rate_interval}])",
    "rate(up[[[__interval]]])",
    "increase(up[${__range_s}s])",
    "up[$__range:$__interval]",
    "up offset $__range",
    "up > $__interval_ms",
  ])("keeps the length of %s and makes it PromQL", (text) => {
    const masked = maskVariables(text);
    expect(masked).toHaveLength(text.length);
    expect(syntaxErrors(masked)).toEqual([]);
  });

  it("leaves unknown variables and plain text alone", () => {
    expect(maskVariables("rate($metric[5m])")).toBe("rate($metric[5m])");
    expect(maskVariables("up")).toBe("up");
  });
});

describe("unknown variables", () => {
  it.each([
    ["rate($metric[5m])", ["$metric"]],
    ['up{job="$job"}', ["$job"]],
    ['up{job=~"${job:regex}",a="b"}', ["$job"]],
    ["sum by ($by) (up)", ["$by"]],
    ["up[$__auto]", ["$__auto"]],
    ["[[metric]]", ["$metric"]],
    ["up[$__interval]", []],
    ['label_replace(up, "a", "$1", "b", "(.*)")', []],
    ['label_replace(up, "a", "${name}", "b", "(?P<name>.*)")', []],
    ['up{a=~"[[abc]]+x$"}', []],
    ["up # $todo", []],
  ])("of %s are %j", (text, names) => {
    expect(unknownVariables(text).map(({ name }) => name)).toEqual(names);
  });
});
