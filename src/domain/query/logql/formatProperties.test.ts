import { array, assert, constantFrom, letrec, oneof, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseToAst } from "./buildAst.ts";
import { formatLogql } from "./format.ts";

// Random valid LogQL with irregular spacing; depth bounded.
const label = constantFrom("app", "le", "sum", "k8s_pod_name", "rate", "ip", "duration");
const literal = constantFrom(
  '"x"',
  '"a\\"b"',
  "`\\d+`",
  '"é\\n"',
  '""',
  '"a rather long text, long enough to make lines"',
);
const duration = constantFrom("5m", "90s", "1h30m", "1d", "$__auto", "${__range_s}s");
const anyDuration = constantFrom("5m", "1.5h", "500us", "-2s", "36h", "1ns");
const size = constantFrom("10KB", "10KiB", "1.5MB", "999B", "3GiB");
const space = constantFrom("", " ", "\n", "  ", " # note\n");
const number = constantFrom("1", "0.5", "-2", "1e3", "1e21", "0.0000001", "$__range_s");

const matcher = tuple(label, constantFrom("=", "!=", "=~", "!~"), literal).map((parts) => parts.join(" "));
const selector = tuple(array(matcher, { minLength: 1, maxLength: 3 }), space).map(
  ([matchers, gap]) => `{${gap}${matchers.join(`,${gap}`)}}`,
);
const comparison = oneof(
  matcher,
  tuple(label, constantFrom("=", "==", "!=", ">", "<="), oneof(number, anyDuration, size)).map((parts) =>
    parts.join(" "),
  ),
  tuple(label, constantFrom("=", "!=")).map(([name, op]) => `${name}${op}ip("10.0.0.0/8")`),
);
const { filter } = letrec<{ filter: string }>((tie) => ({
  filter: oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    tuple(tie("filter"), constantFrom(" and ", " or ", ", ", "  "), tie("filter")).map((parts) =>
      parts.join(""),
    ),
    tie("filter").map((inner) => `(${inner})`),
  ),
}));
const lineFilter = tuple(
  constantFrom("|=", "!=", "|~", "!~", "|>", "!>"),
  array(literal, { minLength: 1, maxLength: 3 }),
).map(([op, texts]) => `${op} ${texts.join(" or ")}`);
const stage = oneof(
  lineFilter,
  filter.map((text) => `| ${text}`),
  constantFrom(
    "| json",
    "|logfmt --keep-empty --strict",
    '| json a="b[0]", c',
    '| line_format "{{.a}}"',
    '| label_format a=b,c="{{.d}}"',
    // A bare label before a `!=` would be read as one matcher.
    "| drop a, b!=`c`",
    '| keep a, b="1"',
    "| decolorize",
    "| unpack",
    '| pattern "<a> <_>"',
  ),
);
const log = tuple(selector, array(tuple(space, stage), { maxLength: 4 })).map(
  ([head, stages]) => head + stages.map((parts) => parts.join("")).join(""),
);
const offset = oneof(
  constantFrom("", " offset $__range"),
  anyDuration.map((text) => ` OFFSET ${text}`),
);
const unwrap = tuple(constantFrom("x", "bytes(x)", "DURATION(x)"), array(filter, { maxLength: 2 })).map(
  ([what, filters]) => `| unwrap ${what}${filters.map((text) => ` | ${text}`).join("")}`,
);
const byClause = tuple(constantFrom("by", "without", "BY"), array(label, { maxLength: 2 })).map(
  ([word, labels]) => `${word} (${labels.join(", ")})`,
);
const range = oneof(
  tuple(constantFrom("rate", "Count_Over_Time"), log, duration, offset).map(
    ([call, text, span, moved]) => `${call}(${text} [${span}]${moved})`,
  ),
  tuple(log, unwrap, duration, offset, byClause).map(
    ([text, value, span, moved, by]) => `avg_over_time(${text} ${value} [${span}]${moved}) ${by}`,
  ),
  tuple(log, unwrap, duration).map(
    ([text, value, span]) => `quantile_over_time(0.99, (${text} ${value})[${span}])`,
  ),
);
// A bracket behind a bare group_right would be read as its labels.
const pairing = constantFrom(
  "",
  " on (app)",
  " ignoring (app, le)",
  " on (app) group_left (x)",
  " on () group_right ()",
  " ignoring () group_left ()",
);
const { metric } = letrec<{ metric: string }>((tie) => ({
  metric: oneof(
    { maxDepth: 4, withCrossShrink: true },
    range,
    tuple(constantFrom("sum", "AVG"), byClause, tie("metric")).map(([op, by, arg]) => `${op} ${by} (${arg})`),
    tuple(tie("metric"), byClause, space).map(([arg, by, gap]) => `max(${gap}${arg})${gap}${by}`),
    tie("metric").map((arg) => `topk(5,${arg})`),
    tuple(tie("metric"), constantFrom("+", "-", "*", "/", "^", ">", "== bool"), pairing, tie("metric")).map(
      ([lhs, op, on, rhs]) => `${lhs} ${op}${on} ${rhs}`,
    ),
    tuple(tie("metric"), constantFrom("and", "or", "UNLESS"), tie("metric")).map((parts) => parts.join(" ")),
    tuple(tie("metric"), constantFrom("*", "/", "<=", "%"), number).map((parts) => parts.join(" ")),
    tuple(number, constantFrom("^", "-", "*"), number, tie("metric")).map(
      ([a, op, b, arg]) => `${a} ${op} ${b} * ${arg}`,
    ),
    tie("metric").map((inner) => `( ${inner} )`),
    tuple(tie("metric"), literal).map(
      ([inner, value]) => `label_replace(${inner}, "dst", ${value}, "src", "(.*)")`,
    ),
    number.filter((text) => !/^[-$]/.test(text)).map((text) => `vector(${text})`),
  ),
}));
const query = oneof(log, metric);

/** What a query means, without places. */
function meaning(text: string): unknown {
  const parsed = parseToAst(text);
  if (!parsed.ok) throw new Error(`not LogQL: ${text}`);
  expect(parsed.mistakes).toEqual([]);
  const json = JSON.stringify(
    parsed.expr,
    function meant(this: { readonly type?: string }, key, value: unknown) {
      if (key === "from" || key === "to" || key === "typed") return undefined;
      if (key === "offset") return offsetMeaning(value as Offset | null);
      if (key === "matching") return matchingMeaning(value as Matching | null);
      // Of a range function, `by ()` makes one series; an aggregation does that without it.
      if (key === "grouping" && this.type === "aggregate" && isEmptyBy(value as Grouping | null)) return null;
      return typeof value === "bigint" ? value.toString() : value;
    },
  );
  return JSON.parse(json);
}

interface Offset {
  readonly ns: bigint;
  readonly variable: string | null;
}
interface Grouping {
  readonly isWithout: boolean;
  readonly labels: readonly string[];
}
interface Matching {
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly group: string | null;
}

/** None at all is an offset of 0s. */
function offsetMeaning(moved: Offset | null): string | null {
  if (!moved || (moved.ns === 0n && moved.variable === null)) return null;
  return moved.variable ?? moved.ns.toString();
}

/** `ignoring ()` is no matching at all. */
function matchingMeaning(matching: Matching | null): Matching | null {
  const isNothing = matching && !matching.isOn && matching.labels.length === 0 && !matching.group;
  return isNothing ? null : matching;
}

function isEmptyBy(grouping: Grouping | null): boolean {
  return grouping !== null && !grouping.isWithout && grouping.labels.length === 0;
}

describe("formatLogql of random queries", () => {
  it("is idempotent", () => {
    assert(
      property(query, (text) => {
        const once = formatLogql(text);
        expect(once).not.toBeNull();
        expect(formatLogql(once ?? "")).toBe(once);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the meaning", () => {
    assert(
      property(query, (text) => {
        expect(meaning(formatLogql(text) ?? "")).toEqual(meaning(text));
      }),
      { numRuns: 400 },
    );
  });
});
