import { describe, expect, it } from "vitest";
import { goPattern, queryMarks } from "./highlightPattern.ts";

const marked = (query: string, text: string) => [
  ...new Set(queryMarks(query).flatMap((mark) => text.match(mark) ?? [])),
];

describe("queryMarks", () => {
  it.each([
    ['{a="b"} |= "time.out"', "time.out timeXout", ["time.out"]],
    ['{a="b"} |~ "(?i)timed? ?out"', "Timeout timed out", ["Timeout", "timed out"]],
    ['{a="b"} |~ "err|warn"', "err warn info", ["err", "warn"]],
    ['{a="b"} |~ "code=\\\\d+"', "code=500 x", ["code=500"]],
    ['{a="b"} |~ ".*oops.*"', "an oops here", ["oops"]],
    ['{a="b"} != "gone"', "gone", []],
    ['{a="b"} |~ "(x"', "(x", []],
  ])("%s marks in %s", (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });
});

describe("goPattern", () => {
  it.each(["(a+)+b", "(a|a)*b", "a*a*b", "\\d+\\w+x", "a?a?a?a?a?a?a?a", "(?P<n>x)", "a{2,}b", "\\Qx\\E"])(
    "S31 leaves %s unmarked, since it could take for ever or means another thing here",
    (pattern) => {
      expect(goPattern(pattern)).toBeNull();
    },
  );

  it("S31 looks for a run no further than 100 characters", () => {
    const mark = goPattern("a+b");
    const text = "a".repeat(20_000);
    const startMs = performance.now();
    expect(mark && text.match(mark)).toBeNull();
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
