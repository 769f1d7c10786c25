import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { EMPTY_SELECTOR } from "./checkNames.ts";
import { lintLogql } from "./lint.ts";

function linesOf(name: string): readonly string[] {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("##"))
    .map((line) => line.replaceAll("⏎", "\n"));
}

/** The marked text and what is said of it. */
function said(text: string): readonly (readonly [string, string])[] {
  return lintLogql(text).map(({ from, to, message }) => [text.slice(from, to), message]);
}

describe("lintLogql", () => {
  it("finds nothing in what Loki takes", () => {
    // Loki looks at the pattern of a line filter when it runs.
    const marked = linesOf("formatCorpus.txt").filter((query) => lintLogql(query).length > 0);
    expect(marked).toEqual(['{a="b"} |~ "("']);
    expect(lintLogql(AUDIT_QUERY)).toEqual([]);
  });

  it("finds something in each text that Loki 3.7 refuses", () => {
    const refused = linesOf("refusedCorpus.txt");
    expect(refused.length).toBeGreaterThan(100);
    expect(refused.filter((query) => lintLogql(query).length === 0)).toEqual([]);
  });

  it.each([
    ["{}", "{}"],
    ['{a=~".*", b!="x"} | json', '{a=~".*", b!="x"}'],
    ['rate({a=""}[5m])', '{a=""}'],
  ])("B2 gives Loki's reason for %s", (text, marked) => {
    expect(said(text)).toEqual([[marked, EMPTY_SELECTOR]]);
  });

  it.each([
    ['{a="b"} | jsn', "jsn", "Loki has no stage jsn. Did you mean json?"],
    ['{a="b"} | line_frmat "x"', "line_frmat", "Loki has no stage line_frmat. Did you mean line_format?"],
    ['{a="b"} | x', "x", 'x is no stage of Loki; a filter compares the field, as in x="value".'],
    ['sum(rat({a="b"}[5m]))', "rat", "Loki has no function rat. Did you mean rate?"],
    ['foobar({a="b"}[5m])', "foobar", "Loki has no function foobar."],
    [
      'rate({a="b"})',
      ")",
      "A range function needs a range behind the selection: [$__auto], or a duration as in [5m].",
    ],
    [
      'rate({a="b"}[5x])',
      "[5x]",
      "5x is no range Loki reads: whole numbers with ms, s, m, h, d, w or y, largest first, as in [1h30m].",
    ],
    ['rate({a="b"}[5])', "[5]", "The range 5 has no unit: write [5s], [5m] or [5h]."],
    ['rate({a="b"}[ 5m ])', "[ 5m ]", "Loki takes no blanks inside the brackets of a range."],
    ['{a="b"}[5m]', "[", "A range belongs inside a function, as in rate({…}[5m])."],
    [
      'sum({a="b"})',
      '{a="b"}',
      "This aggregates numbers, not lines: put a range function inside, as in sum(rate({…}[$__auto])).",
    ],
    [
      '{a="b"} | json | unwrap x',
      "unwrap",
      "unwrap only works inside a range function, as the last stage: sum_over_time({…} | unwrap size [5m]).",
    ],
    [
      'sum_over_time({a="b"}[5m])',
      "sum_over_time",
      "sum_over_time works on numbers: take one out of the lines, as in | json | unwrap duration(took).",
    ],
    [
      'count_over_time({a="b"} | unwrap x [5m])',
      "| unwrap x",
      "count_over_time counts lines and takes no unwrap.",
    ],
    ['rate({a="b"}[5m]) by (x)', "by (x)", "rate takes no by: group round it, as in sum by (…) (rate(…))."],
    ['{a="b"', "{", "This brace is not closed: a } is missing."],
    ["{a='b'}", "'", "Loki takes strings in double quotes or backticks only."],
    ['{on="b"}', "on", "on is a word of LogQL and cannot name a label."],
    ['sum(rate({a="b"}[5m])', ")", "A closing bracket is missing."],
    ['{a="b"} |= "x', '"x', "This string has no end."],
    ['rate({a="b"}[5m]) or 0', "0", "or works on series: write vector(0)."],
    ['{a="$job"} |= "$5"', "$job", "Nothing here gives $job a value."],
  ])("says of %s at %j: %s", (text, marked, message) => {
    expect(said(text)).toEqual([[marked, message]]);
  });

  it.each([
    "",
    "  # nothing yet",
    'rate({a="b"} | json [$__auto]) / $__range_s > $__interval_ms',
    'sum_over_time({a="b"} | json | unwrap x [$__auto] offset $__range)',
    '{a="b"} | line_format "{{ $x := .a }}{{ $x }}" |= "[[a]]"',
    '{a="b"} | json | x="1" y="2"',
    'variants(rate({a="b"}[5m])) of ({a="b"}[5m])',
    `sum(${Array(400).fill('rate({a="b"}[5m])').join("+")})`,
  ])("finds nothing in %.60j", (text) => {
    // A comment alone is a text without a query, which the run itself says.
    if (text.trim().startsWith("#")) expect(lintLogql(text).length).toBeLessThanOrEqual(1);
    else expect(lintLogql(text)).toEqual([]);
  });
});
