import { describe, expect, it } from "vitest";
import { parseToAst } from "./buildAst.ts";
import { matcherText, metricNames, selectorAt, selectorText } from "./matchers.ts";
import { labelNameText, metricText, quoteLabelValue } from "./quote.ts";

const HOSTILE = ['"', "\\", "\n", "\t", "`", "'", "é", "日本", "😀", "\u0000", "\u200b", "$1", "{}", ""];

describe("quoting", () => {
  it.each(HOSTILE)("%j survives as a label value", (value) => {
    const parsed = parseToAst(`up{a=${quoteLabelValue(value)}}`);
    expect(parsed).toMatchObject({ ok: true, expr: { matchers: [{ value }] } });
  });

  it.each([
    ["job", "job"],
    ["service.name", '"service.name"'],
    ["1a", '"1a"'],
    ["a:b", '"a:b"'],
    ['q"', '"q\\""'],
  ])("label name %s is written %s", (name, text) => {
    expect(labelNameText(name)).toBe(text);
  });

  it.each([
    ["up", "up"],
    ["job:up:sum", "job:up:sum"],
    ["my.metric", '{"my.metric"}'],
    ["été", '{"été"}'],
  ])("metric %s is written %s", (name, text) => {
    expect(metricText(name)).toBe(text);
  });
});

describe("selectorText", () => {
  it.each([
    [{ __name__: "up", job: "a" }, 'up{job="a"}'],
    [{ __name__: "up" }, "up"],
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

describe("selectorAt", () => {
  it.each([
    ['foo{ns="a",pod=~"|"}', '{__name__="foo",ns="a"}', "pod"],
    ['foo{ns!="a",pod="|', '{__name__="foo",ns!="a"}', "pod"],
    ['foo{ns="a",pod=|', '{__name__="foo",ns="a"}', "pod"],
    ['sum(rate(foo{ns=~"a|b",|', '{__name__="foo",ns=~"a|b"}', null],
    ['sum by (x) (rate(foo{pod="|"}[$__rate_interval]))', '{__name__="foo"}', "pod"],
    ['{"my.metric",a="|"}', '{__name__="my.metric"}', "a"],
    ['foo{"k8s.pod"="|",x="y\\"z"}', '{__name__="foo",x="y\\"z"}', "k8s.pod"],
    ['foo{a="x|"} + bar{c="d"}', '{__name__="foo"}', "a"],
    ['foo{c="d"} + bar{a="|"}', '{__name__="bar"}', "a"],
    ['foo{a=,b="|"}', '{__name__="foo"}', "b"],
    ['{job="|"}', "", "job"],
  ])("in %s asks for %s", (marked, match, label) => {
    const offset = marked.lastIndexOf("|");
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    expect(selectorAt(text, offset)).toMatchObject({ match, label });
  });

  it.each(["sum by (|) (up)", "|", "rate(|)", "1 + |"])("is null in %s", (marked) => {
    expect(selectorAt(marked.replace("|", ""), marked.indexOf("|"))).toBeNull();
  });
});
