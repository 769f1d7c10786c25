import { describe, expect, it } from "vitest";
import { logqlDocOf, logqlDocs } from "../../../domain/query/logql/functionDocs.ts";
import type { LogqlDocKind } from "../../../domain/query/logql/functionDocs.ts";
import {
  AGGREGATIONS,
  CONVERSIONS,
  GROUPING_WORDS,
  LINE_FILTERS,
  OPERATOR_WORDS,
  PARSERS,
  RANGE_FUNCTIONS,
  STAGES,
  UNWRAPPING,
  VECTOR_FUNCTIONS,
} from "./logqlWords.ts";

describe("the words that are completed", () => {
  it.each<readonly [LogqlDocKind, readonly string[]]>([
    ["function", [...RANGE_FUNCTIONS, ...VECTOR_FUNCTIONS]],
    ["aggregation", [...AGGREGATIONS]],
    ["parser", PARSERS],
    ["stage", [...STAGES, "unwrap"]],
  ])("are those the documentation knows: %s", (kind, words) => {
    expect(words.toSorted()).toEqual([...logqlDocs(kind).keys()].toSorted());
  });

  it("are documented where they are keywords", () => {
    for (const word of [...GROUPING_WORDS, ...OPERATOR_WORDS, ...CONVERSIONS, ...LINE_FILTERS])
      expect(logqlDocOf("keyword", word), word).toBeDefined();
  });

  it("take numbers out of lines where the documentation says so", () => {
    const unwrapped = [...logqlDocs("function")].filter(([, { signature }]) =>
      signature.includes("unwrapped-range"),
    );
    expect(unwrapped.map(([name]) => name).toSorted()).toEqual([...UNWRAPPING].toSorted());
  });
});
