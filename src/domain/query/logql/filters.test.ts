import { array, assert, boolean, constantFrom, property, record, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { AUDIT_QUERY } from "./auditQuery.test-util.ts";
import { canFilter, hasFilter, type LogFilter, toggleFilter } from "./filters.ts";
import { logqlKind } from "./kind.ts";

function label(name: string, value: string, isOut = false): LogFilter {
  return { kind: "label", name, value, isOut };
}
function field(name: string, value: string, isOut = false): LogFilter {
  return { kind: "field", name, value, isOut };
}

describe("toggleFilter", () => {
  it.each([
    ['{a="b"}', label("c", "d"), '{a="b", c="d"}'],
    ['{a="b",e="f"} | json', label("c", 'd"', true), '{a="b",e="f",c!="d\\""} | json'],
    ['{a="b", # why\n e="f"}', label("c", "d"), '{a="b", # why\n e="f", c="d"}'],
    ['{a="b"} | json', field("user", "x"), '{a="b"} | json | user="x"'],
    ['{a="b"} | json | u="x"', field("v", "y", true), '{a="b"} | json | u="x" | v!="y"'],
    [
      '{a="b"} | json | line_format "{{.x}}"',
      field("u", "x"),
      '{a="b"} | json | u="x" | line_format "{{.x}}"',
    ],
    ['{a="b"} |= "x"', field("trace_id", "1"), '{a="b"} |= "x" | trace_id="1"'],
    ['rate({a="b"} | json [5m])', field("u", "x"), 'rate({a="b"} | json | u="x" [5m])'],
    ['rate({a="b"}[5m])', field("u", "x"), 'rate({a="b"} | u="x"[5m])'],
    [
      'sum(rate({a="b"}[5m])) / sum(rate({a="b"}[5m]))',
      label("c", "d"),
      'sum(rate({a="b", c="d"}[5m])) / sum(rate({a="b", c="d"}[5m]))',
    ],
    [
      '{a="b"}\n  |= "x"\n  | json # all\n',
      field("u", "x"),
      '{a="b"}\n  |= "x"\n  | json\n  | u="x" # all\n',
    ],
    ['{a="b"} | u!="x"', field("u", "x"), '{a="b"} | u="x"'],
    ['{a!="b", c="d"}', label("a", "b"), '{a="b", c="d"}'],
    [AUDIT_QUERY, field("user_username", "admin"), `${AUDIT_QUERY} | user_username="admin"`],
  ])("B6 adds to %s", (text, filter, expected) => {
    expect(hasFilter(text, filter)).toBe(false);
    expect(toggleFilter(text, filter)).toBe(expected);
    expect(hasFilter(expected, filter)).toBe(true);
    expect(logqlKind(expected)).not.toBe("invalid");
  });

  it.each([
    ['{a="b"}', '{a="b"} | json  | u="x"'],
    ['{a="b"} |= "q"', '{a="b"} |= "q" | json  | u="x"'],
    ['{a="b"} | line_format "q"', '{a="b"} | json  | u="x" | line_format "q"'],
    ['{a="b"}\n| line_format "q"', '{a="b"}\n| json \n| u="x"\n| line_format "q"'],
    ['{a="b"} | json', '{a="b"} | json | u="x"'],
    ['{a="b"} | logfmt', '{a="b"} | logfmt | u="x"'],
    ['rate({a="b"} | unwrap x [5m])', 'rate({a="b"} | json  | u="x" | unwrap x [5m])'],
  ])("B6 adds the parser to %s where there is none, and takes it out with the filter", (text, expected) => {
    const filter = field("u", "x");
    expect(toggleFilter(text, filter, { parser: "json" })).toBe(expected);
    expect(toggleFilter(expected, filter)).toBe(text);
  });

  it("B6 keeps our parser while another filter needs it", () => {
    const text = '{a="b"} |= "q"';
    const both = toggleFilter(toggleFilter(text, field("u", "x"), { parser: "logfmt" }), field("v", "y"));
    expect(both).toBe('{a="b"} |= "q" | logfmt  | u="x" | v="y"');
    expect(toggleFilter(both, field("u", "x"))).toBe('{a="b"} |= "q" | logfmt  | v="y"');
    expect(toggleFilter(toggleFilter(both, field("u", "x")), field("v", "y"))).toBe(text);
    expect(toggleFilter(toggleFilter(both, field("v", "y")), field("u", "x"))).toBe(text);
  });

  it.each([
    ['{a="b", c="d"}', label("a", "b"), '{c="d"}'],
    ['{a="b", # why\n c="d"}', label("c", "d"), '{a="b" # why\n }'],
    ['{a="b" # x, y\n , c="d"}', label("a", "b"), '{ # x, y\n  c="d"}'],
    ['{a="b"} | json # c\n| u="x"', field("u", "x"), '{a="b"} | json # c\n'],
  ])("takes out of %s", (text, filter, expected) => {
    expect(toggleFilter(text, filter)).toBe(expected);
  });

  it.each(["", "up", "1", "sum("])("leaves %j, which selects nothing", (text) => {
    expect(toggleFilter(text, label("a", "b"))).toBe(text);
    expect(hasFilter(text, label("a", "b"))).toBe(false);
  });

  it.each(["trace.id", "on", "json", "a-b", "1a", "", "é"])(
    "leaves a label %j that LogQL cannot name",
    (name) => {
      expect(canFilter({ name })).toBe(false);
      expect(toggleFilter('{a="b"} | json', field(name, "x"))).toBe('{a="b"} | json');
    },
  );

  // Texts as people write them, with irregular spacing and comments.
  const gap = constantFrom("", " ", "  ", "\n", "\n  ", " # note, {x}\n");
  const matcher = constantFrom('a="b"', "a=~`.+`", 'c!="d"', 'e = "f"');
  const selector = tuple(array(matcher, { minLength: 1, maxLength: 3 }), gap, gap).map(
    ([matchers, left, right]) => `{${left}${matchers.join(`${right},${left}`)}${right}}`,
  );
  const stage = constantFrom(
    "| json",
    "|json",
    "| logfmt",
    '|= "x" or "y"',
    '| line_format "{{.a}}"',
    '| q="1"',
    "| r>5",
    "| drop a",
    '| json b="c"',
  );
  const log = tuple(selector, array(tuple(gap, stage), { maxLength: 5 }), gap).map(
    ([head, stages, tail]) => head + stages.map((parts) => parts.join("")).join("") + tail,
  );
  const filters = record({
    kind: constantFrom("label", "field"),
    name: constantFrom("new_label", "z9"),
    value: string(),
    isOut: boolean(),
  });

  it("B6 toggling twice gives the text back byte for byte", () => {
    assert(
      property(log, filters, constantFrom("json", "logfmt", null), (text, filter, parser) => {
        const once = toggleFilter(text, filter, { parser });
        expect(hasFilter(once, filter)).toBe(true);
        expect(logqlKind(once)).toBe("log");
        expect(toggleFilter(once, filter, { parser })).toBe(text);
        const metric = `sum(rate(${text}[5m]))`;
        expect(toggleFilter(toggleFilter(metric, filter, { parser }), filter)).toBe(metric);
      }),
      { numRuns: 300 },
    );
  });
});
