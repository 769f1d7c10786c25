import { describe, expect, it } from "vitest";
import { parseToAst } from "./buildAst.ts";
import { quote } from "./goString.ts";
import { matcherText, metricNames, selectorText } from "./matchers.ts";
import { printLabelName } from "./print.ts";

const HOSTILE = ['"', "\\", "\n", "\t", "`", "'", "é", "日本", "😀", "\u0000", "\u200b", "$1", "{}", ""];

describe("quoting", () => {
  it.each(HOSTILE)("%j survives as a label value", (value) => {
    const parsed = parseToAst(`up{a=${quote(value)}}`);
    expect(parsed).toMatchObject({ ok: true, expr: { matchers: [{ value }] } });
  });

  it.each([
    ["job", "job"],
    ["service.name", '"service.name"'],
    ["1a", '"1a"'],
    ["a:b", '"a:b"'],
    ['q"', '"q\\""'],
  ])("label name %s is written %s", (name, text) => {
    expect(printLabelName(name)).toBe(text);
  });
});

describe("selectorText", () => {
  it.each([
    [{ __name__: "up", job: "a" }, 'up{job="a"}'],
    [{ __name__: "up" }, "up"],
    [{ __name__: "job:up:sum" }, "job:up:sum"],
    [{ __name__: "été" }, '{"été"}'],
    [{ __name__: "my.metric", job: "a" }, '{"my.metric",job="a"}'],
    [{ "service.name": 'a"b' }, '{"service.name"="a\\"b"}'],
    [{}, "{}"],
  ])("%j is %s", (labels, text) => {
    expect(selectorText(labels)).toBe(text);
  });

  it("reads a label called __proto__ as any other", () => {
    expect(selectorText(JSON.parse('{"__name__":"up","__proto__":"x"}'))).toBe('up{__proto__="x"}');
  });

  it("matcherText takes an operator", () => {
    expect(matcherText("pod", "a.*", "=~")).toBe('pod=~"a.*"');
  });
});

describe("metricNames", () => {
  it.each([
    ["sum(rate(a[5m])) / on (x) b", ["a", "b"]],
    ['{"my.metric"} + {__name__="c"} + a + a', ["my.metric", "c", "a"]],
    ["rate(a[$__interval])", ["a"]],
    ['{__name__=~"a.*"}', []],
    ["sum(", []],
    ["time()", []],
  ])("of %s are %j", (text, names) => {
    expect(metricNames(text)).toEqual(names);
  });
});
