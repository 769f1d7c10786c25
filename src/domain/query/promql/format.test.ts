import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

/** Made by e2e/promql/makeFormatGolden.ts from a real Prometheus 3.15: the query, then what the server prints. */
function readGolden(): readonly (readonly [query: string, expected: string])[] {
  const blocks = readFileSync(new URL("formatGolden.txt", import.meta.url), "utf8").split("\n\n");
  return blocks.map((block) => {
    const [query = "", ...lines] = block.split("\n");
    return [query.replaceAll("⏎", "\n"), lines.join("\n").trimEnd()] as const;
  });
}

function formatted(query: string): string {
  const result = format(query);
  return result.ok ? result.text : `refused: ${result.message}`;
}

describe("format", () => {
  const golden = readGolden();

  it("holds at least 400 queries from a real server", () => {
    expect(golden.length).toBeGreaterThanOrEqual(400);
  });

  it("prints every query as Prometheus 3.15 does", () => {
    const different = golden.filter(([query, expected]) => formatted(query) !== expected);
    expect(different.map(([query, expected]) => ({ query, expected, actual: formatted(query) }))).toEqual([]);
  });

  it("leaves formatted text as it is", () => {
    for (const [, expected] of golden) expect(formatted(expected)).toBe(expected);
  });

  it.each([
    ["a comment before the expression stays above it", "# total\nsum(up)", "# total\nsum(up)"],
    ["a comment inside moves above", "sum( # all of it\n  up)", "# all of it\nsum(up)"],
    ["a comment after stays below", "sum(up) # done\n", "sum(up)\n# done"],
    ["comments keep their order", "# 1\nsum(#2\nup)\n#3", "# 1\n#2\nsum(up)\n#3"],
    ["# in a string is no comment", 'up{a="#b"}', 'up{a="#b"}'],
  ])("%s", (_title, query, expected) => {
    expect(formatted(query)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });

  it.each([
    ["rate(up[$__rate_interval])*60", "rate(up[$__rate_interval]) * 60"],
    ["rate(up[${__interval}:$__interval])", "rate(up[${__interval}:$__interval])"],
    ["rate(up[[[__interval]]] offset -$__range)", "rate(up[[[__interval]]] offset -$__range)"],
    ["increase(up[${__range_s}s])/$__range_s", "increase(up[${__range_s}s]) / $__range_s"],
    ["up[$__interval*2]", "up[$__interval * 2]"],
    ["rate(up[997d1s])/rate(up[$__interval])", "rate(up[997d1s]) / rate(up[$__interval])"],
    ["# $__range\nup{a='$__interval'}", '# $__range\nup{a="$__interval"}'],
    [Array(50).fill("a[$__range]").join(","), "refused"],
    [`count(${Array(30).fill("rate(a[$__range:$__interval])").join("+")})`, "count("],
  ])("keeps the variables of %s", (query, expected) => {
    expect(formatted(query)).toContain(expected);
    expect(formatted(query).match(/\$__\w+/g) ?? []).toEqual(
      expected === "refused" ? [] : (query.match(/\$__\w+/g) ?? []),
    );
  });

  it("says where a query with variables is wrong, in the text as typed", () => {
    expect(format("rate(up[$__rate_interval]) foo")).toMatchObject({ ok: false, offset: 27 });
  });

  it("splits by the length that is printed, variables included", () => {
    const long = `sum(rate(a_metric_name_that_is_long_enough{job="api"}[$__rate_interval]) + rate(b[$__rate_interval]))`;
    expect(long).toHaveLength(101);
    expect(formatted(long)).toContain("\n");
    expect(formatted(long.replace("a_metric", "metric"))).not.toContain("\n");
  });

  it.each([
    ["sum(up", 1, 6],
    ["up{a=", 1, 5],
    ["sum(\n  up +\n)", 3, 1],
    ['"abc', 1, 1],
    ["up[0s]", 1, 4],
    ["sum(up, up)", 1, 1],
    ["up offset 5m offset 5m", 1, 1],
    ["up[5m][5m]", 1, 1],
    ["1e999", 1, 1],
    ["", 1, 1],
    ["# only a comment", 1, 16],
  ])("refuses %j at %i:%i", (query, line, column) => {
    const result = format(query);
    expect(result).toMatchObject({ ok: false, position: { line, column } });
  });

  it("S31 refuses 10,000 open parentheses without overflowing the stack", () => {
    expect(format("(".repeat(10_000) + "a" + ")".repeat(10_000)).ok).toBe(false);
    expect(format("-".repeat(10_000) + "a").ok).toBe(false);
    expect(format(Array(10_000).fill("a").join("+")).ok).toBe(false);
    expect(format(Array(2000).fill("a").join("^")).ok).toBe(false);
  });

  it("formats 250 operators in a row and 300 levels of parentheses", () => {
    expect(format(Array(250).fill("a_metric_name").join(" + ")).ok).toBe(true);
    expect(formatted("(".repeat(300) + "a" + ")".repeat(300)).replace(/\s/g, "")).toHaveLength(601);
  });
});
