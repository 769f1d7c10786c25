import { parser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { formatLogql } from "./format.ts";
import { logqlDocOf, logqlDocs } from "./functionDocs.ts";
import { lintLogql } from "./lint.ts";

const QUERIES = ["function", "aggregation", "parser", "stage", "keyword"] as const;

/** Node names of the grammar that are a word of the language: `CountOverTime` is count_over_time. */
const words = parser.nodeSet.types
  .map(({ name }) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase())
  .filter(
    (name) =>
      name.endsWith("_over_time") ||
      /^(?:rate|rate_counter|bytes_rate|sum|avg|topk|sort|sort_desc|approx_topk|json|logfmt|unpack|pattern|regexp|unwrap|label_format|line_format|decolorize|drop|keep|by|without|on|ignoring|group_left|group_right|bool|offset|vector|label_replace)$/.test(
        name,
      ),
  );

describe("LogQL documentation", () => {
  it("has an entry for every function and stage of the grammar", () => {
    const known = new Set(QUERIES.flatMap((kind) => [...logqlDocs(kind).keys()]));
    expect(words.length).toBeGreaterThan(35);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
  });

  it.each(QUERIES.flatMap((kind) => [...logqlDocs(kind)].map((entry) => [kind, ...entry] as const)))(
    "%s %s has a signature, one or two sentences and an example without a mistake",
    (_kind, name, doc) => {
      expect(doc.signature.startsWith(name)).toBe(true);
      expect(doc.text).toMatch(/^[A-Z0-9].*\.$/);
      expect(doc.example).toContain(name);
      expect(lintLogql(doc.example)).toEqual([]);
      expect(formatLogql(doc.example)).not.toBeNull();
    },
  );

  it.each([...logqlDocs("template")])("template %s has an example that fits a line_format", (name, doc) => {
    expect(doc.signature.startsWith(name)).toBe(true);
    expect(doc.text).toMatch(/^[A-Z0-9].*\.$/);
    expect(doc.example).toMatch(/^\{\{.*\}\}$/);
    expect(doc.example).toContain(name);
    expect(lintLogql(`{a="b"} | line_format ${JSON.stringify(doc.example)}`)).toEqual([]);
  });

  it("is found by name, whatever its case", () => {
    expect(logqlDocOf("function", "RATE")?.signature).toBe("rate(logs log-range)");
    expect(logqlDocOf("template", "ToUpper")?.signature).toBe("ToUpper text");
    expect(logqlDocOf("parser", "xml")).toBeUndefined();
  });
});
