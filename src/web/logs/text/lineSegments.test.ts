import { describe, expect, it } from "vitest";
import { lineSegments, type SegmentOptions } from "./lineSegments.ts";

const plain: SegmentOptions = {
  limit: 2_000,
  isWrapped: false,
  queryMarks: [],
  findMark: null,
  isCurrent: false,
};
const runs = (text: string, options: Partial<SegmentOptions> = {}) =>
  lineSegments(text, { ...plain, ...options }).segments.map(({ text: shown, part, mark, ansi }) =>
    [shown, part, mark === "none" ? "" : mark, ansi].filter(Boolean).join("|"),
  );

describe("lineSegments", () => {
  it("parts names, values and messages of logfmt", () => {
    expect(runs('msg="it broke" code=500')).toEqual([
      "msg=|key",
      '"it broke"|message',
      " code=|key",
      "500|value",
    ]);
  });

  it("keeps a text without fields in one run", () => {
    expect(runs("it broke")).toEqual(["it broke|message"]);
  });

  it("shows terminal colours as classes and no escape sequence", () => {
    expect(runs("\u001b[31mred\u001b[0m \u001b[1mbold\u001b[2Jx")).toEqual([
      "red|message|sg-ansi-fg-1",
      " |message",
      "boldx|message|font-semibold",
    ]);
  });

  it("marks what the query and the search look for, the search on top", () => {
    const options = { queryMarks: [/time/gu], findMark: /meo/gu };
    expect(runs("a timeout", options)).toEqual([
      "a |message",
      "ti|message|query",
      "meo|message|find",
      "ut|message",
    ]);
    expect(runs("a timeout", { ...options, isCurrent: true })).toContain("meo|message|current");
  });

  it("goes on after an empty match", () => {
    expect(runs("abc", { queryMarks: [/b*/gu] })).toEqual(["a|message", "b|message|query", "c|message"]);
  });

  it("S18 writes out what hides or reorders text", () => {
    expect(runs("a\u202egnp.exe")).toEqual(["a⟨U+202E⟩gnp.exe|message"]);
    expect(runs("a\tb\nc")).toEqual(["a\tb␊c|message"]);
    expect(runs("a\tb\r\nc", { isWrapped: true })).toEqual(["a\tb\nc|message"]);
  });

  it("cuts a long line between characters and says so", () => {
    const { segments, isCut } = lineSegments(`ab${"😀".repeat(5)}`, { ...plain, limit: 5 });
    expect(segments.map((segment) => segment.text).join("")).toBe("ab😀");
    expect(isCut).toBe(true);
  });

  it("takes a megabyte line of fields in its stride", () => {
    const text = "k=v timeout ".repeat(90_000);
    const { segments, isCut } = lineSegments(text, { ...plain, queryMarks: [/timeout/gu] });
    expect(isCut).toBe(true);
    expect(segments.length).toBeLessThan(1_000);
  });
});
