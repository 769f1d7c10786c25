import { describe, expect, it } from "vitest";
import { fail, problem } from "./Problem.ts";
import { type ProblemCode, problemTable } from "./problemTable.ts";

const codes = Object.keys(problemTable) as ProblemCode[];

describe("problemTable", () => {
  it.each(codes)("%s says what happened and what next, in one sentence each without blame", (code) => {
    const { title, advice } = problemTable[code];
    expect(title).toMatch(/^[A-Z][^.!]*$/);
    expect(advice).toMatch(/^[A-Z][^!]*\.$/);
  });

  it("gives every code its own title", () => {
    expect(new Set(codes.map((code) => problemTable[code].title)).size).toBe(codes.length);
  });

  it("cuts details at 500 characters and keeps them out of the error's message", () => {
    const error = fail("INTERNAL", { detail: "x".repeat(2000) });
    expect(error.problem.detail).toHaveLength(500);
    expect(error.message).toBe("INTERNAL: Something went wrong inside Sightglass");
  });

  it("takes a better hint than the table's where one is known", () => {
    expect(problem("UPSTREAM_FORBIDDEN", { hint: "Ask for the role." }).hint).toBe("Ask for the role.");
    expect(problem("UPSTREAM_FORBIDDEN")).toMatchObject({
      source: "upstream",
      hint: problemTable.UPSTREAM_FORBIDDEN.advice,
    });
  });
});
