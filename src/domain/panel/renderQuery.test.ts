import { describe, expect, it } from "vitest";
import type { VariableValues } from "./Board.ts";
import { renderQuery } from "./renderQuery.ts";

const render = (expr: string, values: VariableValues, language: "promql" | "logql" = "promql") => {
  const rendered = renderQuery({ expr, language, values });
  return rendered.ok ? rendered.expr : `${rendered.fault.name} ${rendered.fault.reason}`;
};

describe("renderQuery", () => {
  it.each<[string, VariableValues, string]>([
    ['up{job="$job"}', { job: ["api"] }, 'up{job="api"}'],
    ['up{job="${job}"}', { job: ["api"] }, 'up{job="api"}'],
    ["up{job='$job'}", { job: ["it's"] }, `up{job="it's"}`],
    ["up{job=`$job`}", { job: ["a`b"] }, 'up{job="a`b"}'],
    ['up{job!="$job", a="b"} # $job', { job: ['"'] }, String.raw`up{job!="\"", a="b"} # $job`],
    ['up{job=~"$job"}', { job: ["a.b", "c|d"] }, String.raw`up{job=~"a\\.b|c\\|d"}`],
    ['up{job=~"$job-.*"}', { job: ["a", "b"] }, 'up{job=~"(?:a|b)-.*"}'],
    ['up{job=~"$job"}', { job: [] }, 'up{job=~".*"}'],
    ['up{"my.job"=~"$job"}', { job: ["x"] }, 'up{"my.job"=~"x"}'],
    ['up{job="$job"} / up{job="$job"}', { job: ["x"] }, 'up{job="x"} / up{job="x"}'],
    ['up{job="$a-${b}s"}', { a: ["1"], b: ["2"] }, 'up{job="1-2s"}'],
    [
      'label_replace(up{a="$a"}, "b", "$1", "c", "(.*)$")',
      { a: ["x"] },
      'label_replace(up{a="x"}, "b", "$1", "c", "(.*)$")',
    ],
    ['rate(up{a="$a"}[$__rate_interval])', { a: ["x"] }, 'rate(up{a="x"}[$__rate_interval])'],
    ['up{a="$a"}', { a: ["$__range"] }, String.raw`up{a="\x24__range"}`],
    ['up{a="$a"}', { a: ["[[__range]]"] }, String.raw`up{a="\x5b[__range]]"}`],
    ['up{a=~"x$|$b"}', { b: ["y"] }, 'up{a=~"x$|(?:y)"}'],
    ["up", { a: ["x"] }, "up"],
    ["this is no query", { a: ["x"] }, "this is no query"],
  ])("%s with %o is %s", (expr, values, expected) => {
    expect(render(expr, values)).toBe(expected);
  });

  it.each<[string, VariableValues, string]>([
    ['{app="$a"} |= "$b" != `$b`', { a: ["x"], b: ['"'] }, String.raw`{app="x"} |= "\"" != "\""`],
    ['{app="x"} |~ "$b" or "y$b"', { b: ["a", "b"] }, '{app="x"} |~ "a|b" or "y(?:a|b)"'],
    ['{app=~"$a"} |~ "$a" | pod=~"$a"', { a: [] }, '{app=~".+"} |~ ".*" | pod=~".*"'],
    [
      'sum(rate({app="$a"} | json | level="$b" [$__auto]))',
      { a: ["x"], b: ["y"] },
      'sum(rate({app="x"} | json | level="y" [$__auto]))',
    ],
    [
      '{app="$a"} | json | line_format "{{.x}} $y"',
      { a: ["x"] },
      '{app="x"} | json | line_format "{{.x}} $y"',
    ],
  ])("%s with %o is %s", (expr, values, expected) => {
    expect(render(expr, values, "logql")).toBe(expected);
  });

  it.each<[string, VariableValues, string]>([
    ["up{job=~$job}", { job: ["x"] }, "job cannot be filled in: the query is not valid PromQL"],
    ["rate($job[5m])", { job: ["x"] }, "job cannot be filled in: the query is not valid PromQL"],
    ['{"$job"}', { job: ["x"] }, "job may only stand in the value of a matcher or a line filter"],
    [
      'label_replace(up, "a", "$job", "", "")',
      { job: ["x"] },
      "job may only stand in the value of a matcher or a line filter",
    ],
    ['up{job="$jobs"}', { job: ["x"] }, "jobs is no variable of this board"],
    ['up{job=~"${job:regex}"}', { job: ["x"] }, "job has a format; write ${job}"],
    [
      'up{job="$job"}',
      { job: [] },
      "job is compared with = or !=, which takes one value, not “all”; write =~ or !~",
    ],
    [
      'up{job="$job"}',
      { job: ["a", "b"] },
      "job is compared with = or !=, which takes one value, not several; write =~ or !~",
    ],
    ['up{job="$job"}', { job: ["\ud800"] }, "job cannot be filled in with this value"],
    ['up{job=~"$job"}', { job: ["x".repeat(70_000)] }, "job cannot be filled in with this value"],
    ['up{job="$$job"}', { job: ["__range"] }, "job cannot be filled in with this value"],
    [String.raw`up{job="\q$job"}`, { job: ["x"] }, "job stands in a string that is not valid"],
  ])("%s with %o is refused: %s", (expr, values, expected) => {
    expect(render(expr, values)).toBe(expected);
  });

  it.each<[string, string]>([
    ['{app="x"} |> "$a"', "a may only stand in the value of a matcher or a line filter"],
    ['{app="x"} |= ip("$a")', "a may only stand in the value of a matcher or a line filter"],
    ['{app="x"} | json | line_format "$a"', "a may only stand in the value of a matcher or a line filter"],
    ['{app="x"} | json | b > $a', "a cannot be filled in: the query is not valid LogQL"],
    ["{app=$a}", "a cannot be filled in: the query is not valid LogQL"],
  ])("%s is refused in LogQL: %s", (expr, expected) => {
    expect(render(expr, { a: ["x"] }, "logql")).toBe(expected);
  });
});
