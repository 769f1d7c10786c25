import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";
import { functionDocs, keywordDocs } from "./functionDocs.ts";
import { maskVariables } from "./variables.ts";

const grammarUrl = new URL("../../../../node_modules/@prometheus-io/lezer-promql/src/", import.meta.url);
const grammar = readFileSync(new URL("promql.grammar", grammarUrl), "utf8");
const tokens = readFileSync(new URL("tokens.js", grammarUrl), "utf8");

const functions = [...grammar.matchAll(/condFn<"(\w+)">/g)].map((match) => match[1] ?? "");
/** `sum: Sum,` in the token tables: keywords and aggregations alike. */
const words = [...tokens.matchAll(/^\s{2}(\w+): \w+,$/gm)].map((match) => match[1] ?? "");

describe("function documentation", () => {
  it("knows the grammar's own lists", () => {
    expect(functions).toContain("rate");
    expect(words).toContain("group_left");
    expect(functions.length + words.length).toBeGreaterThan(120);
  });

  it("has an entry for every function of the grammar", () => {
    expect([...functions, "start", "end"].filter((name) => !functionDocs.has(name))).toEqual([]);
  });

  it("has an entry for every aggregation and keyword of the grammar", () => {
    expect(words.filter((name) => !functionDocs.has(name) && !keywordDocs.has(name))).toEqual([]);
  });

  it("has no entry the grammar does not know", () => {
    const known = new Set([...functions, ...words, "start", "end", "@"]);
    expect([...functionDocs.keys(), ...keywordDocs.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each([...functionDocs, ...keywordDocs])(
    "%s has a signature, one sentence and an example that parses",
    (name, doc) => {
      expect(doc.signature.startsWith(name)).toBe(true);
      expect(doc.text).toMatch(/^[A-Z0-9e].*\.$/);
      expect(doc.example.toLowerCase()).toContain(name);
      expect(format(maskVariables(doc.example))).toMatchObject({ ok: true });
    },
  );
});
