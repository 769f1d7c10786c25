import { readFileSync } from "node:fs";
import { lintLogql } from "../../src/domain/query/logql/lint.ts";
import { compareFormatting } from "../logql/compareFormatting.ts";
import { askFormat, corpusUrl } from "../logql/formatCorpus.ts";
import { expect, hasLoki, test } from "../stack/logFixtures.ts";

test.skip(!hasLoki, "needs the real Loki");

test("formats at least 400 queries as Loki's own format_query does", async ({ logStack }) => {
  const { equal, different, refused } = await compareFormatting(logStack.loki.url);
  expect(different).toEqual([]);
  expect(refused).toEqual([]);
  expect(equal).toBeGreaterThanOrEqual(400);
});

test("the lint marks what Loki refuses", async ({ logStack }) => {
  const queries = readFileSync(new URL("refusedCorpus.txt", corpusUrl), "utf8").split("\n").filter(Boolean);
  for (const query of queries) {
    const answer = await askFormat(logStack.loki.url, query);
    expect(answer.ok, query).toBe(false);
    expect(lintLogql(query), query).not.toEqual([]);
  }
});
