import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import { planCompletion } from "./planCompletion.ts";

/** Splits "sum(fo|o)" into text and cursor, and writes the plan on one line: kind, replaced text, then what matters. */
function plan(marked: string): string {
  const pos = marked.indexOf("¦");
  const text = marked.slice(0, pos) + marked.slice(pos + 1);
  const found = planCompletion(text, pos);
  if (found === null) return "nothing";
  const slot = `${found.kind} <${text.slice(found.from, found.to)}> typed <${found.typed}>`;
  switch (found.kind) {
    case "operand":
      return `${slot} match ${found.match || "-"} words ${found.keywords.join(" ") || "-"}`;
    case "operator":
      return `${slot} words ${found.keywords.join(" ")}`;
    case "labelName":
      return `${slot} match ${found.matches.join(" ") || "-"} used ${found.used.join(" ") || "-"}`;
    case "labelValue":
      return `${slot} of ${found.label}${found.isRegexp ? "~" : ""} match ${found.match || "-"} adds ${found.adds}`;
    case "quotedMetric":
      return `${slot} match ${found.match || "-"} adds ${found.adds}`;
    default:
      return slot;
  }
}

const AFTER = "and or unless atan2 offset";
const cases: readonly (readonly [string, string])[] = [
  // Operands
  ["¦", "operand <> typed <> match - words -"],
  ["http¦", "operand <http> typed <http> match - words -"],
  ["ht¦tp_req", "operand <http_req> typed <ht> match - words -"],
  ["sum(ht¦)", "operand <ht> typed <ht> match - words -"],
  ["sum by (a) (ht¦)", "operand <ht> typed <ht> match - words -"],
  ['rate(cpu¦{ns="a"}[5m])', 'operand <cpu> typed <cpu> match {ns="a"} words -'],
  ['cpu¦{ns=~".*"}', 'operand <cpu> typed <cpu> match {ns=~".*",__name__!=""} words -'],
  ["a + b¦", "operand <b> typed <b> match - words on ignoring"],
  ["a > b¦", "operand <b> typed <b> match - words on ignoring bool"],
  ["a and b¦", "operand <b> typed <b> match - words on ignoring"],
  ["a / on (x) b¦", "operand <b> typed <b> match - words group_left group_right"],
  ["a / on (x) group_left (y) b¦", "operand <b> typed <b> match - words -"],
  ["topk(5, fo¦", "operand <fo> typed <fo> match - words -"],
  ["# note\nfo¦", "operand <fo> typed <fo> match - words -"],
  ["job:up:su¦", "operand <job:up:su> typed <job:up:su> match - words -"],
  // After an operand
  ["foo un¦", `operator <un> typed <un> words ${AFTER}`],
  ['foo{a="b"} of¦', `operator <of> typed <of> words ${AFTER}`],
  ["sum(foo) b¦", `operator <b> typed <b> words by without ${AFTER}`],
  ["sum b¦", `operator <b> typed <b> words by without ${AFTER}`],
  ["rate(foo[5m]) a¦", `operator <a> typed <a> words ${AFTER}`],
  ["sum(foo) by (a) o¦", `operator <o> typed <o> words ${AFTER}`],
  ["sum by (a) f¦", "nothing"],
  ["foo @ s¦", "operator <s> typed <s> words start() end()"],
  ["1¦", "nothing"],
  ["foo + 1¦", "nothing"],
  // Label names
  ["foo{¦}", 'labelName <> typed <> match {__name__="foo"} used -'],
  ["foo{na¦}", 'labelName <na> typed <na> match {__name__="foo"} used -'],
  ["{na¦", "labelName <na> typed <na> match - used -"],
  ['foo{ns="a",po¦}', 'labelName <po> typed <po> match {__name__="foo",ns="a"} used ns'],
  ['foo{po¦,ns="a"}', 'labelName <po> typed <po> match {__name__="foo",ns="a"} used ns'],
  ['foo{po¦d="x",ns="a"}', 'labelName <pod> typed <po> match {__name__="foo",ns="a"} used ns'],
  ['{"my.metric",ns="a",¦}', 'labelName <> typed <> match {__name__="my.metric",ns="a"} used ns'],
  ['{"my.metric","my.l¦"}', 'labelName <my.l> typed <my.l> match {__name__="my.metric"} used -'],
  ['sum by (¦) (foo{a="b"})', 'labelName <> typed <> match {__name__="foo",a="b"} used -'],
  ["sum by (x, y¦) (foo)", 'labelName <y> typed <y> match {__name__="foo"} used x'],
  ["sum(rate(foo[5m])) without (in¦)", 'labelName <in> typed <in> match {__name__="foo"} used -'],
  ["a / on (j¦) b", 'labelName <j> typed <j> match {__name__="a"} {__name__="b"} used -'],
  ["a * on (j) group_left (v¦) b", 'labelName <v> typed <v> match {__name__="a"} {__name__="b"} used -'],
  ["sum by (j¦", "labelName <j> typed <j> match - used -"],
  // Label values
  ['foo{ns="a",pod=~"¦"}', 'labelValue <> typed <> of pod~ match {__name__="foo",ns="a"} adds none'],
  ['foo{ns="a",pod="w¦"}', 'labelValue <w> typed <w> of pod match {__name__="foo",ns="a"} adds none'],
  [
    'foo{pod="w¦eb",ns!~"k.*"}',
    'labelValue <web> typed <w> of pod match {__name__="foo",ns!~"k.*"} adds none',
  ],
  ['foo{pod="w¦', 'labelValue <w> typed <w> of pod match {__name__="foo"} adds closing'],
  ['rate(foo{pod="w¦}[5m])', 'labelValue <w> typed <w> of pod match {__name__="foo"} adds closing'],
  ["foo{pod=¦}", 'labelValue <> typed <> of pod match {__name__="foo"} adds both'],
  ["foo{pod=we¦}", 'labelValue <we> typed <we> of pod match {__name__="foo"} adds both'],
  ['foo{pod=~"a|b¦|c"}', 'labelValue <b> typed <b> of pod~ match {__name__="foo"} adds none'],
  ['foo{pod=~"10\\\\.0¦"}', 'labelValue <10\\\\.0> typed <10.0> of pod~ match {__name__="foo"} adds none'],
  ['foo{p="a\\"b¦"}', 'labelValue <a\\"b> typed <a"b> of p match {__name__="foo"} adds none'],
  ["foo{p='w¦'}", 'labelValue <w> typed <w> of p match {__name__="foo"} adds none'],
  ['{"my.label"="x¦"}', "labelValue <x> typed <x> of my.label match - adds none"],
  [
    'foo{"my.label"="x",a="¦"}',
    'labelValue <> typed <> of a match {__name__="foo","my.label"="x"} adds none',
  ],
  ['foo{ns="",pod="¦"}', 'labelValue <> typed <> of pod match {__name__="foo",ns=""} adds none'],
  ['{ns="",pod="¦"}', 'labelValue <> typed <> of pod match {ns="",__name__!=""} adds none'],
  ['foo{ns="q\\"x",pod="¦"}', 'labelValue <> typed <> of pod match {__name__="foo",ns="q\\"x"} adds none'],
  // Names in quotes
  ['{"my.¦"}', "quotedMetric <my.> typed <my.> match - adds none"],
  ['{"my.¦', "quotedMetric <my.> typed <my.> match - adds closing"],
  // Match operators
  ["foo{a ¦", "matchOperator <> typed <>"],
  ["foo{a!¦", "matchOperator <!> typed <!>"],
  ['foo{a="b" ¦}', "nothing"],
  // Durations
  ["foo[¦]", "duration <> typed <>"],
  ["rate(foo[5¦", "duration <5> typed <5>"],
  ["foo[$__¦]", "duration <$__> typed <$__>"],
  ["foo[$__rate_int¦erval]", "duration <$__rate_interval> typed <$__rate_int>"],
  ["foo[5m:1¦]", "duration <1> typed <1>"],
  ["foo offset 5¦", "duration <5> typed <5>"],
  ["foo offset ¦", "duration <> typed <>"],
  // Nowhere
  ["# com¦", "nothing"],
  ['label_replace(foo, "a¦"', "nothing"],
];

describe("planCompletion", () => {
  it.each(cases)("%s", (marked, expected) => {
    expect(plan(marked)).toBe(expected);
  });

  it("S31 never runs a typed pattern that could take for ever", () => {
    const work = () => expect(plan('{a=~"(?:a|b?|c?){40}\\\\b",pod="¦"}')).toContain('__name__!=""');
    expect(processorMs(work, 1)).toBeLessThan(1000);
  });

  it.each(["(", "([", "a{", 'a="', "\\", ")]", "a+", "1 ", '"\\'])(
    "S31 plans in 16 KB of %j, the most that is planned, in less than 100 ms of processor time",
    (unit) => {
      const half = unit.repeat(Math.ceil(8192 / unit.length));
      const text = half + "]".repeat(8192);
      expect(processorMs(() => planCompletion(text, text.length), 5)).toBeLessThan(100);
    },
  );
});
