import { describe, expect, it } from "vitest";
import { fail, problem } from "../../domain/problem/Problem.ts";
import { parseProblem, problemOfAnswer, toProblem } from "./toProblem.ts";

describe("parseProblem", () => {
  it("rebuilds what the server sent", () => {
    const sent = problem("RATE_LIMITED", {
      detail: "too many",
      source: "upstream",
      upstreamStatus: 429,
      retryAfterMs: 5000,
      requestId: "r1",
      position: { line: 1, column: 3 },
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
      stack: "at x",
    });
    expect(parsed).toEqual(problem("INTERNAL"));
  });
});

describe("problemOfAnswer", () => {
  it("reads the envelope of the data routes", () => {
    const inner = problem("TOO_LARGE", { bytes: 10, capBytes: 5 });
    const body = { status: "error", errorType: "unavailable", error: "x", problem: inner };
    expect(problemOfAnswer(502, body, "r2")).toEqual({ ...inner, requestId: "r2" });
  });

  it("names the status of an answer without a problem", () => {
    expect(problemOfAnswer(500, "<html>", "r3")).toMatchObject({ code: "INTERNAL", requestId: "r3" });
    expect(problemOfAnswer(500, undefined, "").detail).toContain("500");
  });
});

describe("toProblem", () => {
  it("keeps a problem and wraps anything else", () => {
    expect(toProblem(fail("OFFLINE")).code).toBe("OFFLINE");
    expect(toProblem(new TypeError("boom"))).toMatchObject({ code: "INTERNAL", detail: "boom" });
    expect(toProblem(null).detail).toBe("null");
  });
});
