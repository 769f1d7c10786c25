import { describe, expect, it } from "vitest";
import { countdownText, problemFacts } from "./problemLook.ts";

describe("problemFacts", () => {
  it("names code, upstream status and request, as far as they are known", () => {
    const problem = { code: "UPSTREAM_AUTH", title: "", requestId: "9f2c" };
    expect(problemFacts({ ...problem, upstreamStatus: 403 })).toBe(
      "UPSTREAM_AUTH · upstream 403 · request 9f2c",
    );
    expect(problemFacts({ ...problem, requestId: "" })).toBe("UPSTREAM_AUTH");
  });
});

describe("countdownText", () => {
  it.each([
    [0, "0:00"],
    [14, "0:14"],
    [74, "1:14"],
  ])("shows %i s as %s", (seconds, text) => {
    expect(countdownText(seconds)).toBe(text);
  });
});
