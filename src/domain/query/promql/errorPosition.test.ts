import { describe, expect, it } from "vitest";
import { errorPosition } from "./errorPosition.ts";
import { substituteVariables } from "./variables.ts";

/** Messages as Prometheus 3.15, Prometheus 2.42 and VictoriaMetrics 1.79 sent them for these queries. */
const VM = (query: string, reason: string) =>
  `error when executing query=${JSON.stringify(query)} for (time=1795231858233, step=300000): ${reason}`;

describe("errorPosition", () => {
  it.each([
    [
      "sum(up",
      'invalid parameter "query": 1:7: parse error: unclosed left parenthesis',
      1,
      7,
      "unclosed left parenthesis",
    ],
    [
      "up\n + )",
      `invalid parameter "query": 2:4: parse error: unexpected right parenthesis ')'`,
      2,
      4,
      "unexpected right parenthesis ')'",
    ],
    [
      "rate(up[5m]) foo",
      '1:14: parse error: unexpected identifier "foo"',
      1,
      14,
      'unexpected identifier "foo"',
    ],
    [
      'sum("é") x',
      'invalid parameter "query": 1:11: parse error: unexpected identifier "x"',
      1,
      10,
      'unexpected identifier "x"',
    ],
    ['"😀" x', '1:8: parse error: unexpected identifier "x"', 1, 6, 'unexpected identifier "x"'],
    ["up)", "parse error at char 3: unexpected right parenthesis", 1, 3, "unexpected right parenthesis"],
    ["up", "1:99: parse error: unexpected end of input", 1, 3, "unexpected end of input"],
    [
      "sum(up",
      VM("sum(up", 'argList: unexpected token ""; want ",", ")"; unparsed data: ""'),
      1,
      7,
      'argList: unexpected token ""; want ",", ")"',
    ],
    ["rate(up[5m]) foo", VM("rate(up[5m]) foo", 'unparsed data left: "foo"'), 1, 14, "unexpected text"],
    ["up + é", VM("up + é", 'cannot recognize "é"; unparsed data: "+é"'), 1, 6, 'cannot recognize "é"'],
    [
      'foo{a="b" c}',
      VM('foo{a="b" c}', 'labelFilters: unexpected token "c"; want ",", "}"; unparsed data: "c}"'),
      1,
      11,
      'labelFilters: unexpected token "c"; want ",", "}"',
    ],
    [
      "sum(\n up]\n)",
      VM("sum(\n up]\n)", 'argList: unexpected token "]"; unparsed data: "])"'),
      2,
      4,
      'argList: unexpected token "]"',
    ],
  ])("reads the place in %j", (sent, message, ...expected) => {
    const [line, column, reason] = expected;
    expect(errorPosition(message, { sent })).toMatchObject({ line, column, message: reason });
  });

  it.each([
    "query timed out in expression evaluation",
    "expanding series: context canceled",
    VM("unknownfn(up)", 'unknown func "unknownfn"'),
    VM("up", 'unparsed data left: "something else"'),
    "",
  ])("gives null for %j, which names no place", (message) => {
    expect(errorPosition(message, { sent: "up" })).toBeNull();
  });

  it.each([
    // Sent: rate(up[15s]) foo
    ["rate(up[$__interval]) foo", '1:15: parse error: unexpected identifier "foo"', 22],
    ["rate(up[$__interval]) foo", "1:9: parse error: bad duration", 8],
    ["rate(up[$__interval]) foo", "1:11: parse error: inside the value", 8],
    ["rate(up[$__interval]) foo", "1:4: parse error: before it", 3],
  ])("maps the place in %j back to the text as typed", (text, message, offset) => {
    const { text: sent, map } = substituteVariables(text, { $__interval: "15s" });
    expect(errorPosition(message, { sent, typed: { text, map } })).toMatchObject({
      line: 1,
      column: offset + 1,
      offset,
    });
  });
});
