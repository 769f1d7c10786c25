import { describe, expect, it } from "vitest";
import { fail, problem } from "../../domain/problem/Problem.ts";
import { problemOfAnswer, toProblem } from "./toProblem.ts";

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
