import { describe, expect, it } from "vitest";
import { parseProblem } from "./parseProblem.ts";
import { problem } from "./Problem.ts";

describe("parseProblem", () => {
  it("rebuilds what the server sent", () => {
    const sent = problem("RATE_LIMITED", {
      detail: "too many",
      source: "upstream",
      upstreamStatus: 429,
      retryAfterMs: 5000,
      requestId: "r1",
      position: { line: 1, column: 3 },
      conflict: { mine: { rev: 1 }, theirs: { rev: 2 } },
    });
    expect(parseProblem(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
  });

  it.each([null, undefined, "x", 1, [], {}, { code: "NOPE" }, { code: "toString" }])(
    "answers null for %j",
    (value) => {
      expect(parseProblem(value)).toBeNull();
    },
  );

  it("drops fields of the wrong type and what it does not know", () => {
    const parsed = parseProblem({
      code: "INTERNAL",
      detail: 5,
      retryAfterMs: "soon",
      position: {},
      conflict: "both",
      stack: "at x",
    });
    expect(parsed).toEqual(problem("INTERNAL"));
  });

  it("fills in what is known from elsewhere, where it says nothing itself", () => {
    const known = { requestId: "head", retryAfterMs: 1000 };
    expect(parseProblem({ code: "INTERNAL", requestId: "" }, known)).toMatchObject(known);
    expect(parseProblem({ code: "INTERNAL", requestId: "own" }, known)).toMatchObject({ requestId: "own" });
  });
});
