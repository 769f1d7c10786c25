import { describe, expect, it } from "vitest";
import { problem } from "../../../../domain/problem/Problem.ts";
import { findMistake } from "./findMistake.ts";

const row = (expr: string) => ({ letter: "A", sourceId: "prod", expr, isHidden: false });
const sent = (expr: string) =>
  ({ kind: "range", sourceId: "prod", expr, startMs: 0, endMs: 3_600_000, stepMs: 15_000 }) as const;
const rejected = (detail: string) => problem("QUERY_REJECTED", { detail });

describe("findMistake", () => {
  it("finds the place the source named", () => {
    const found = findMistake({
      problem: rejected('invalid parameter "query": 1:5: parse error: unexpected "}"'),
      request: sent("up{a}}"),
      row: row("up{a}}"),
      minStepMs: 15_000,
    });
    expect(found).toMatchObject({ line: 1, column: 5, message: 'unexpected "}"' });
  });

  it("maps the place back to the text as typed when a variable before it was replaced", () => {
    const typed = "rate(up[$__rate_interval]) )";
    const text = "rate(up[1m]) )";
    const found = findMistake({
      problem: rejected(`1:${text.length}: parse error: unexpected right parenthesis`),
      request: sent(text),
      row: row(typed),
      minStepMs: 15_000,
    });
    expect(found?.column).toBe(typed.length);
  });

  it("knows no place for other failures, without a place in the message, or before anything was sent", () => {
    const base = { request: sent("up"), row: row("up"), minStepMs: 15_000 };
    expect(
      findMistake({ ...base, problem: problem("UPSTREAM_TIMEOUT", { detail: "1:5: parse error: x" }) }),
    ).toBeNull();
    expect(findMistake({ ...base, problem: rejected("too many samples") })).toBeNull();
    expect(findMistake({ ...base, problem: undefined })).toBeNull();
    expect(findMistake({ ...base, request: undefined, problem: rejected("1:5: parse error: x") })).toBeNull();
  });
});
