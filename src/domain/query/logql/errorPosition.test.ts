import { describe, expect, it } from "vitest";
import { logqlErrorPosition } from "./errorPosition.ts";
import { substituteLogqlVariables } from "./variables.ts";

describe("logqlErrorPosition", () => {
  /** Query, what Loki 3.7.8 answered to it, the text from there on, the reason that is left. */
  it.each([
    [
      '{app="x"',
      "parse error at line 1, col 9: syntax error: unexpected $end, expecting } or ,",
      "",
      "unexpected end of query, expecting } or ,",
    ],
    [
      '{app="é"} | foo ==',
      "parse error at line 1, col 19: syntax error: unexpected $end",
      "",
      "unexpected end of query",
    ],
    [
      '{app="\u{1F600}"} |= "x" ]',
      "parse error at line 1, col 18: syntax error: unexpected ]",
      "]",
      "unexpected ]",
    ],
    [
      '{app="x"}\n| json\n| level >> 3',
      "parse error at line 3, col 10: syntax error: unexpected >",
      "> 3",
      "unexpected >",
    ],
    [
      '{app="x"} | unwrap x',
      "parse error at line 1, col 13: syntax error: unexpected unwrap",
      "unwrap x",
      "unexpected unwrap",
    ],
    [
      '{app="x} | json',
      "parse error at line 1, col 6: literal not terminated",
      '"x} | json',
      "literal not terminated",
    ],
    [
      '{app="x"} | json | line_format "{{.x"',
      `parse error : stage '| line_format "{{.x"' : invalid line template: template: line:1: unclosed action`,
      'line_format "{{.x"',
      "invalid line template: template: line:1: unclosed action",
    ],
    [
      '{app="x"} | json | line_format `{{.x`',
      `parse error : stage '| line_format "{{.x"' : invalid line template: template: line:1: unclosed action`,
      "line_format `{{.x`",
      "invalid line template: template: line:1: unclosed action",
    ],
    [
      '{app="x"} |~ "("',
      `parse error : stage '|~ "("' : error parsing regexp: missing closing ): \`(\``,
      '|~ "("',
      "error parsing regexp: missing closing ): `(`",
    ],
    [
      'avg_over_time({app="x"}[5m])',
      "parse error : invalid aggregation avg_over_time without unwrap",
      'avg_over_time({app="x"}[5m])',
      "invalid aggregation avg_over_time without unwrap",
    ],
    [
      '{app="x"} | regexp "foo"',
      "parse error : invalid regexp parser: at least one named capture must be supplied",
      'regexp "foo"',
      "invalid regexp parser: at least one named capture must be supplied",
    ],
    [
      "rate({}[1m])",
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
      "{}[1m])",
      expect.stringContaining("queries require at least one"),
    ],
  ])("reads %j: %s", (...[sent, message, rest, reason]) => {
    const found = logqlErrorPosition(message, { sent });
    expect(found?.message).toEqual(reason);
    expect(sent.slice(found?.offset)).toBe(rest);
  });

  it("finds the place in the text as typed, variables included", () => {
    const typed = 'rate({app="x"}[$__auto]) )';
    const { text: sent, map } = substituteLogqlVariables(typed, { $__interval: "1m" }, "range");
    const column = sent.length;
    const found = logqlErrorPosition(`parse error at line 1, col ${column}: syntax error: unexpected )`, {
      sent,
      typed: { text: typed, map },
    });
    expect(found).toEqual({
      line: 1,
      column: typed.length,
      offset: typed.length - 1,
      message: "unexpected )",
    });
  });

  it.each([
    "",
    "max entries limit per query exceeded",
    "parse error at line 0, col 0: odd",
    "parse error : stage '| gone' : reason",
    "parse error : invalid regexp parser: twice",
  ])("names no place for %j", (message) => {
    expect(logqlErrorPosition(message, { sent: '{a="b"} | regexp "x" | regexp "y"' })).toBeNull();
  });

  it("does not leave the text, wherever the server points", () => {
    expect(logqlErrorPosition("parse error at line 9, col 99: x", { sent: "{a" })).toMatchObject({
      offset: 2,
    });
  });
});
