import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { formatLogql } from "./format.ts";

/** One block a query: the query (⏎ for line breaks), then its text; blocks are parted by an empty line. */
function readBlocks(name: string): ReadonlyMap<string, string> {
  const blocks = readFileSync(new URL(name, import.meta.url), "utf8")
    .trimEnd()
    .split("\n\n");
  return new Map(
    blocks.map((block) => {
      const [query = "", ...lines] = block.split("\n");
      return [query.replaceAll("⏎", "\n"), lines.join("\n")];
    }),
  );
}

describe("formatLogql", () => {
  /** Made by e2e/logql/makeFormatGolden.ts from a real Loki 3.7. */
  const golden = readBlocks("formatGolden.txt");
  /** Where Loki's text would be another query, or loses a comment: what is printed instead. */
  const kept = readBlocks("formatKept.txt");

  it("holds at least 400 queries from a real server, the audit query among them", () => {
    expect(golden.size).toBeGreaterThanOrEqual(400);
    expect(golden.get(AUDIT_QUERY)).toMatch(/^\{[^\n]+\}\n {2}\| json\n/);
  });

  it("prints every query as Loki 3.7 does, but where Loki changes it", () => {
    const different = [...golden].filter(([query, expected]) => formatLogql(query) !== expected);
    expect(different.map(([query]) => query).filter((query) => !kept.has(query))).toEqual([]);
    expect(golden.size - different.length).toBeGreaterThanOrEqual(400);
  });

  it("keeps what Loki would change", () => {
    expect([...kept].map(([query]) => [query, formatLogql(query)])).toEqual([...kept]);
    for (const [query, text] of kept) expect(golden.get(query)).not.toBe(text);
  });

  it("leaves formatted text as it is", () => {
    for (const query of golden.keys()) {
      const text = formatLogql(query) ?? "";
      expect(formatLogql(text)).toBe(text);
    }
  });

  it("reads what Loki prints, but for texts that are no LogQL any more, which are among those", () => {
    const unread = [...golden].filter(([, text]) => formatLogql(text) === null).map(([query]) => query);
    expect(unread.filter((query) => !kept.has(query))).toEqual([]);
    // `1 / 0` is NaN, `without ()` loses its brackets, `group_left` takes the next one.
    expect(unread).toContain("1 / 0");
  });

  it.each([
    ['rate({a="b"}[$__auto])*60', '(rate({a="b"}[$__auto]) * 60)'],
    [
      'sum(count_over_time({a="b"}[${__range_s}s]))/$__range_s',
      '(sum(count_over_time({a="b"}[${__range_s}s])) / $__range_s)',
    ],
    [
      'rate({a="b"}|json|unwrap x[[[__interval]]] offset $__range)',
      'rate({a="b"} | json | unwrap x[[[__interval]]] offset $__range)',
    ],
    ['{a="b"}|json|x>$__interval and y>=$__range_ms', '{a="b"} | json | ( x>$__interval , y>=$__range_ms )'],
    ["2*$__range_s", "(2 * $__range_s)"],
    ['{a="$job"} |= "[[x]]" # $__auto', '{a="$job"} |= "[[x]]"\n# $__auto'],
    [
      'sum by (level) (count_over_time({cluster="prod", namespace="loki"} | json | level=~"error|warn|fatal" [$__auto] offset $__range))',
      'sum by (level)(\n  count_over_time(\n    {cluster="prod", namespace="loki"} | json | level=~"error|warn|fatal" [$__auto] offset $__range\n  )\n)',
    ],
  ])("keeps the variables of %s", (query, expected) => {
    expect(formatLogql(query)).toBe(expected);
    expect(formatLogql(expected)).toBe(expected);
  });

  it.each([
    "",
    "{}",
    "up",
    '{a="b"',
    '{a="\\q"}',
    '{a=~"("}',
    'rate({a="b"}[1.5h])',
    'rate({a="b"}[ 5m ])',
    '{a="b"} | x > 1PB',
    '{a="b"} | x > 1d1.5h',
    'variants(rate({a="b"}[5m])) of ({a="b"}[5m])',
    "(".repeat(70_000),
  ])("is null for %.40j", (query) => {
    expect(formatLogql(query)).toBeNull();
  });
});
