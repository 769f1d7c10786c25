import { describe, expect, it } from "vitest";
import { addPill, removePill, setMetric, setPill } from "./editPills.ts";
import { logqlSelector } from "./logqlSelector.ts";
import { promqlSelector, promqlSelectors } from "./promqlSelector.ts";
import type { QuerySelector } from "./QuerySelector.ts";

const read = (text: string): QuerySelector => {
  const found = promqlSelector(text);
  if (!found) throw new Error(`no selector in ${text}`);
  return found;
};
const named = (selector: QuerySelector, name: string) => {
  const pill = selector.pills.find((one) => one.name === name);
  if (!pill) throw new Error(`no pill ${name}`);
  return pill;
};
const remove = (text: string, name: string) => {
  const selector = read(text);
  return removePill(text, selector, named(selector, name));
};
const X = { name: "x", operator: "=~", value: 'a|"b"' } as const;

describe("promqlSelector", () => {
  it.each([
    ['sum(rate(up{a="1", b!~"x.*"}[$__rate_interval]))', "up", ["a=1", "b!~x.*"]],
    ["{\"my.metric\", a='q'}", "", ["__name__=my.metric", "a=q"]],
    ["up", "up", []],
    ["up{}", "up", []],
    ['a{x="1"} / b{y="2"}', "a", ["x=1"]],
    ['up{"a.b"="c"}', "up", ["a.b=c"]],
  ])("reads the first selector of %s", (text, metric, pills) => {
    const selector = read(text);
    expect(selector.metric).toBe(metric);
    expect(selector.pills.map(({ name, operator, value }) => name + operator + value)).toEqual(pills);
  });

  it.each(["", "1 + 2", 'up{a="1"', "up{a=", "up{a=}", "{"])("has none in %j", (text) => {
    expect(promqlSelector(text)).toBeNull();
  });

  it("L4 reads all selectors with their places, or none where one is unfinished", () => {
    const text = 'a{x="$__range"} / rate({y="2"}[$__rate_interval]) # c{}';
    expect(promqlSelectors(text).map(({ from, end }) => text.slice(from, end))).toEqual([
      'a{x="$__range"}',
      '{y="2"}',
    ]);
    expect(promqlSelectors('a{x="1"} / b{y=')).toEqual([]);
  });
});

describe("editing pills (A8)", () => {
  it.each([
    ['rate( up{ a = "1" ,b="2" } [5m])', 'rate( up{ a = "1" ,x=~"a|\\"b\\"" } [5m])'],
    ["up{ # why\n  b=`2`\n}", 'up{ # why\n  x=~"a|\\"b\\""\n}'],
  ])("A8 changes one matcher of %j and nothing else", (text, wanted) => {
    expect(setPill(text, named(read(text), "b"), X)).toBe(wanted);
  });

  it("A8 leaves the text alone when nothing changed", () => {
    const text = "up{a = 'x'}";
    expect(setPill(text, named(read(text), "a"), { name: "a", operator: "=", value: "x" })).toBe(text);
  });

  it.each([
    ['up{a="1"}', "a", "up{}"],
    ['up{a="1",b="2"}', "a", 'up{b="2"}'],
    ['up{a="1", b="2", c="3"}', "b", 'up{a="1", c="3"}'],
    ['up{a="1", b="2"}', "b", 'up{a="1"}'],
    ['up{a="1", b="2",}', "b", 'up{a="1", }'],
    [
      'up{\n  a="1", # keep, this\n  b="2", # and that\n}',
      "b",
      'up{\n  a="1", # keep, this\n  # and that\n}',
    ],
    ['up{a="1" # one, two\n , b="2"}', "b", 'up{a="1" # one, two\n }'],
    ['up{a="1" # one, two\n , b="2"}', "a", 'up{ # one, two\n b="2"}'],
    ['up{a=","}', "a", "up{}"],
    ['a{x="1"} / b{x="1"}', "x", 'a{} / b{x="1"}'],
  ])("A8 takes a matcher out of %j", (text, name, wanted) => {
    expect(remove(text, name)).toBe(wanted);
  });

  it.each([
    ["sum(up)", 'sum(up{x=~"a|\\"b\\""})'],
    ["up{}", 'up{x=~"a|\\"b\\""}'],
    ['up{a="1"}', 'up{a="1", x=~"a|\\"b\\""}'],
    ['up{a="1",b="2"} # c', 'up{a="1",b="2",x=~"a|\\"b\\""} # c'],
    ['up{a="1",}', 'up{a="1", x=~"a|\\"b\\""}'],
    ['up{\n  a="1",\n  b="2"\n}', 'up{\n  a="1",\n  b="2",\n  x=~"a|\\"b\\""\n}'],
    ["rate(up[$__rate_interval])", 'rate(up{x=~"a|\\"b\\""}[$__rate_interval])'],
  ])("A8 adds a matcher to %j in the spacing of the others", (text, wanted) => {
    expect(addPill(text, read(text), X)).toBe(wanted);
  });

  it.each([
    ["rate( upp [5m]) # upp", "up", "rate( up [5m]) # upp"],
    ['upp { # why\n a="1"}', "up", 'up { # why\n a="1"}'],
    ['{__name__="upp", a="1"}', "up", '{__name__="up", a="1"}'],
    ['{"upp", a="1"}', "my.up", '{"my.up", a="1"}'],
    ["sum(upp)", "my.up", 'sum({"my.up"})'],
    ['upp{a="1"}', "my.up", '{"my.up", a="1"}'],
    ["upp{}", "my.up", '{"my.up"}'],
    ['{a="1"}', "up", '{a="1"}'],
  ])("L4 puts another metric into %j and changes nothing else", (text, metric, wanted) => {
    expect(setMetric(text, read(text), metric)).toBe(wanted);
  });

  it("A8 what was added can be read, and taken out again", () => {
    const text = 'sum by (a) (rate(up{a="1"}[5m])) # end';
    const added = addPill(text, read(text), X);
    expect(named(read(added), "x").value).toBe(X.value);
    expect(remove(added, "x")).toBe(text);
  });
});

describe("LogQL pills (A8)", () => {
  const QUERY =
    'sum(count_over_time({ app="api" , level!~"debug|trace" } # noisy\n |= "{x=\\"y\\"}" | json [5m]))';
  const selector = (text: string) => {
    const found = logqlSelector(text);
    if (!found) throw new Error(`no selector in ${text}`);
    return found;
  };

  it("A8 reads the stream selector, not what stands in a line filter", () => {
    expect(selector(QUERY).pills.map(({ name, operator, value }) => name + operator + value)).toEqual([
      "app=api",
      "level!~debug|trace",
    ]);
    expect(["", "{app=", "x"].map(logqlSelector)).toEqual([null, null, null]);
  });

  it("A8 adds, changes and removes without touching the rest", () => {
    const added = addPill(QUERY, selector(QUERY), { name: "pod", operator: "=", value: "a" });
    expect(added).toBe(QUERY.replace('trace"', 'trace", pod="a"'));
    expect(removePill(added, selector(added), named(selector(added), "pod"))).toBe(QUERY);
    const changed = setPill(QUERY, named(selector(QUERY), "app"), {
      name: "app",
      operator: "!=",
      value: "b",
    });
    expect(changed).toBe(QUERY.replace('app="api"', 'app!="b"'));
  });
});
