import { describe, expect, it } from "vitest";
import { processorMs } from "../../../testing/processorMs.ts";
import type { LogqlPlan } from "./LogqlPlan.ts";
import { planCompletion } from "./planCompletion.ts";

/** What matters of a plan beside its slot, on one line. */
function restOf(plan: LogqlPlan): string {
  switch (plan.kind) {
    case "operand":
      return `${plan.wants} words ${plan.keywords.join(" ") || "-"}`;
    case "operator":
      return `words ${plan.keywords.join(" ")}`;
    case "labelName":
      return `of ${plan.match || "-"} used ${plan.used.join(" ") || "-"}`;
    case "labelValue":
      return `of ${plan.label}${plan.isRegexp ? "~" : ""} match ${plan.match || "-"} adds ${plan.adds}`;
    case "fieldValue":
      return `of ${plan.label}${plan.isRegexp ? "~" : ""} takes ${plan.takes} match ${plan.match || "-"}${plan.hasParser ? " parsed" : ""} adds ${plan.adds}`;
    case "stage":
      return `of ${plan.match || "-"}${plan.hasParser ? " parsed" : ""}${plan.isRange ? " in range" : ""}${plan.pipeFrom === null ? "" : ` pipe ${plan.pipeFrom}`}`;
    case "pipe":
      return `words ${plan.keywords.join(" ") || "-"}${plan.isRange ? " in range" : ""}`;
    case "field":
      return `of ${plan.matches.join(" ") || "-"}${plan.hasParser ? " parsed" : ""}${plan.canConvert ? " converts" : ""} used ${plan.used.join(" ") || "-"}`;
    case "template":
      return `${plan.isField ? "field" : "action"}${plan.hasParser ? " parsed" : ""}`;
    case "lineText":
      return plan.canBeIp ? "or ip" : "";
    case "duration":
      return plan.isRange ? "range" : "";
    case "matchOperator":
    case "filterOperator":
    case "unit":
    case "flag":
      return "";
  }
}

/** Splits "{fo¦o}" into text and cursor, and writes the plan on one line: kind, replaced text, then what matters. */
function written(marked: string): string {
  const pos = marked.indexOf("¦");
  const text = marked.slice(0, pos) + marked.slice(pos + 1);
  const found = planCompletion(text, pos);
  if (found === null) return "nothing";
  return `${found.kind} <${text.slice(found.from, found.to)}> typed <${found.typed}> ${restOf(found)}`.trim();
}

const cases: readonly (readonly [string, string])[] = [
  // Label names
  ["{¦", "labelName <> typed <> of - used -"],
  ["{¦}", "labelName <> typed <> of - used -"],
  ["{na¦}", "labelName <na> typed <na> of - used -"],
  ['{ns="a", po¦}', 'labelName <po> typed <po> of {ns="a"} used ns'],
  ['{po¦,ns="a"}', 'labelName <po> typed <po> of {ns="a"} used ns'],
  ['{po¦d="x",ns="a"}', 'labelName <pod> typed <po> of {ns="a"} used ns'],
  ['{stream="",¦}', "labelName <> typed <> of - used stream"],
  ['rate({app="a",¦}[5m])', 'labelName <> typed <> of {app="a"} used app'],
  ['{app="a",¦ | json', 'labelName <> typed <> of {app="a"} used app'],
  // Label values
  ["{pod=¦}", "labelValue <> typed <> of pod match - adds both"],
  ["{pod=we¦}", "labelValue <we> typed <we> of pod match - adds both"],
  ['{ns="a",pod="¦"}', 'labelValue <> typed <> of pod match {ns="a"} adds none'],
  ['{pod="w¦eb",ns!~"k.*"}', "labelValue <web> typed <w> of pod match - adds none"],
  ['{app="x",pod="w¦eb",ns!~"k.*"}', 'labelValue <web> typed <w> of pod match {app="x",ns!~"k.*"} adds none'],
  ['{app="x",pod="w¦', 'labelValue <w> typed <w> of pod match {app="x"} adds closing'],
  ['{pod=~"a|b¦|c"}', "labelValue <b> typed <b> of pod~ match - adds none"],
  ["{pod=`w¦`}", "labelValue <w> typed <w> of pod match - adds none"],
  ['{stream="",app="a",pod="¦"}', 'labelValue <> typed <> of pod match {stream="",app="a"} adds none'],
  ["{pod ¦", "matchOperator <> typed <>"],
  ["{pod!¦", "matchOperator <!> typed <!>"],
  ['{pod="a" ¦}', "nothing"],
  // After a pipe
  ['{a="b"} |¦', 'stage <> typed <> of {a="b"} pipe 8'],
  ['{a="b"} | ¦', 'stage <> typed <> of {a="b"} pipe 8'],
  ['{a="b"} | js¦', 'stage <js> typed <js> of {a="b"}'],
  ['{a="b"} | js¦on', 'stage <json> typed <js> of {a="b"}'],
  ['{a="b"} | json | ¦', 'stage <> typed <> of {a="b"} parsed pipe 15'],
  ['{a="b"} | logfmt | lev¦', 'stage <lev> typed <lev> of {a="b"} parsed'],
  ['{a="b"} |= "x" | ¦', 'stage <> typed <> of {a="b"} pipe 15'],
  ['{a="b"} | json # why\n| ¦', 'stage <> typed <> of {a="b"} parsed pipe 21'],
  ['{a=""} | ¦', "stage <> typed <> of - pipe 7"],
  ['sum(rate({a="b"} | ¦', 'stage <> typed <> of {a="b"} in range pipe 17'],
  ['count_over_time({a="b"} | un¦ [5m])', 'stage <un> typed <un> of {a="b"} in range'],
  // After a finished selector or stage
  ['{a="b"} ¦', "pipe <> typed <> words -"],
  ['{a="b"} js¦', "pipe <js> typed <js> words -"],
  ['{a="b"} !¦', "pipe <!> typed <!> words -"],
  ['{a="b"} | json ¦', "pipe <> typed <> words -"],
  ['{a="b"} |= "x" ¦', "pipe <> typed <> words or"],
  ['{a="b"} | level="x" ¦', "pipe <> typed <> words and or"],
  ['{a="b"} | d > 10s a¦', "pipe <a> typed <a> words and or"],
  ['{a="b"} | line_format "x" ¦', "pipe <> typed <> words -"],
  ['{a="b"} | keep x ¦', "filterOperator <> typed <>"],
  ['{a="b"} | keep x="y" ¦', "pipe <> typed <> words -"],
  ['rate({a="b"} ¦', "pipe <> typed <> words - in range"],
  ['rate({a="b"}[5m] o¦', "operator <o> typed <o> words offset"],
  ['rate({a="b"} | json [5m] offset 1¦', "duration <1> typed <1>"],
  // Line filters
  ['{a="b"} |= ¦', "lineText <> typed <> or ip"],
  ['{a="b"} |~ ¦', "lineText <> typed <>"],
  ['{a="b"} | json != ¦', "lineText <> typed <> or ip"],
  ['{a="b"} |= "x" or ¦', "lineText <> typed <> or ip"],
  ['{a="b"} |= "x¦"', "nothing"],
  ['{a="b"} |= ip("¦")', "nothing"],
  ['{a="b"} |> "<_> x¦"', "nothing"],
  // Label filters
  ['{a="b"} | json | level ¦', "filterOperator <> typed <>"],
  ['{a="b"} | json | level!¦', "filterOperator <!> typed <!>"],
  ['{a="b"} | json | level=¦', 'fieldValue <> typed <> of level takes text match {a="b"} parsed adds both'],
  [
    '{a="b"} | json | level="e¦"',
    'fieldValue <e> typed <e> of level takes text match {a="b"} parsed adds none',
  ],
  ['{a="b"} | level=~"warn|e¦"', 'fieldValue <e> typed <e> of level~ takes text match {a="b"} adds none'],
  [
    '{a="b"} | json | level!="e¦',
    'fieldValue <e> typed <e> of level takes any match {a="b"} parsed adds closing',
  ],
  ['{a="b"} | json | d > ¦', 'fieldValue <> typed <> of d takes number match {a="b"} parsed adds both'],
  ['{a="b"} | json | d > 10¦', "unit <10> typed <10>"],
  ['{a="b"} | json | size >= 1.5K¦', "unit <1.5K> typed <1.5K>"],
  ['{a="b"} | json | x="y" and ¦', 'field <> typed <> of {a="b"} parsed used -'],
  ['{a="b"} | json | x="y", z¦', 'field <z> typed <z> of {a="b"} parsed used -'],
  ['{a="b"} | json | (x="y" or ¦', 'field <> typed <> of {a="b"} parsed used -'],
  ['{a="b"} | json | (¦', 'field <> typed <> of {a="b"} parsed used -'],
  ['{a="b"} | json | (x="y" ¦)', "operator <> typed <> words and or"],
  ['{a="b"} | json | (x="y") ¦', "pipe <> typed <> words and or"],
  ['{a="b"} | addr = ip("1¦")', "nothing"],
  // Stages with names
  ['{a="b"} | json | keep ¦', 'field <> typed <> of {a="b"} parsed used -'],
  ['{a="b"} | drop x, y¦', 'field <y> typed <y> of {a="b"} used x'],
  ['{a="b"} | drop x="¦"', 'fieldValue <> typed <> of x takes text match {a="b"} adds none'],
  ['{a="b"} | json | label_format ¦', 'field <> typed <> of {a="b"} parsed used -'],
  ['{a="b"} | json | label_format x=¦', 'field <> typed <> of {a="b"} parsed used x'],
  ['{a="b"} | label_format x=y ¦', "pipe <> typed <> words -"],
  ['rate({a="b"} | logfmt | unwrap ¦', 'field <> typed <> of {a="b"} parsed converts used -'],
  ['rate({a="b"} | logfmt | unwrap duration(¦)', 'field <> typed <> of {a="b"} parsed used -'],
  ['rate({a="b"} | logfmt | unwrap d ¦[5m])', "pipe <> typed <> words - in range"],
  ['{a="b"} | logfmt --¦', "flag <--> typed <-->"],
  ['{a="b"} | logfmt --st¦', "flag <--st> typed <--st>"],
  ['{a="b"} | json x="¦"', "nothing"],
  ['{a="b"} | pattern "<¦"', "nothing"],
  // Templates
  ['{a="b"} | json | line_format "{{¦}}"', "template <> typed <> action parsed"],
  ['{a="b"} | line_format "{{.na¦me}}"', "template <name> typed <na> field"],
  ['{a="b"} | line_format "{{ .x | upp¦', "template <upp> typed <upp> action"],
  ['{a="b"} | label_format x=`{{ .¦ }}`', "template <> typed <> field"],
  ['{a="b"} | line_format "{{.x}} ¦"', "nothing"],
  ['{a="b"} | line_format `{{ replace "a¦`', "nothing"],
  // Groupings
  ['sum by (¦) (rate({a="b"}[5m]))', 'field <> typed <> of {a="b"} used -'],
  ['sum by (x, y¦) (rate({a="b"} | json [5m]))', 'field <y> typed <y> of {a="b"} parsed used x'],
  ['sum(rate({a="b"}[5m])) without (¦)', 'field <> typed <> of {a="b"} used -'],
  // Expressions
  ["¦", "operand <> typed <> any words -"],
  ["ra¦", "operand <ra> typed <ra> any words -"],
  ["sum(¦", "operand <> typed <> metric words -"],
  ["sum by (a) (ra¦", "operand <ra> typed <ra> metric words -"],
  ["topk(5, ra¦", "operand <ra> typed <ra> metric words -"],
  ["rate(¦", "operand <> typed <> lines words -"],
  ["quantile_over_time(0.9, ¦", "operand <> typed <> lines words -"],
  ['sum(rate({a="b"}[5m])) b¦', "operator <b> typed <b> words by without and or unless"],
  ["sum b¦", "operator <b> typed <b> words by without"],
  ['rate({a="b"}[5m]) / ¦', "operand <> typed <> any words on ignoring"],
  ['rate({a="b"}[5m]) > b¦', "operand <b> typed <b> any words on ignoring bool"],
  ['rate({a="b"}[5m]) / on (x) g¦', "operand <g> typed <g> any words group_left group_right"],
  // Ranges
  ['rate({a="b"}[¦])', "duration <> typed <> range"],
  ['rate({a="b"}[5¦', "duration <5> typed <5> range"],
  ['rate({a="b"}[$__a¦])', "duration <$__a> typed <$__a> range"],
  ['rate({a="b"}[$__inter¦val])', "duration <$__interval> typed <$__inter> range"],
  // Nowhere
  ["# com¦", "nothing"],
  ["1¦", "nothing"],
];

describe("planCompletion", () => {
  it.each(cases)("%s", (marked, expected) => {
    expect(written(marked)).toBe(expected);
  });

  it("S31 never runs a typed pattern that could take for ever", () => {
    const work = () => expect(written('{a=~"(?:a|b?|c?){40}\\\\b",pod="¦"}')).toContain("match -");
    expect(processorMs(work, 1)).toBeLessThan(1000);
  });

  it.each([
    "(",
    "([",
    "{",
    'a="',
    "\\",
    ")]",
    "| json ",
    "|= `",
    '"\\',
    "{a=`b`}|(",
    "{{",
    '| line_format "{{"',
  ])("S31 plans in 16 KB of %j, the most that is planned, in less than 100 ms of processor time", (unit) => {
    const half = unit.repeat(Math.ceil(8192 / unit.length));
    const text = half + "]".repeat(8192);
    expect(processorMs(() => planCompletion(text, text.length), 5)).toBeLessThan(100);
  });
});
