import { array, assert, constantFrom, letrec, oneof, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseToAst } from "./buildAst.ts";
import { format } from "./format.ts";

// Random valid PromQL with irregular spacing; depth bounded.
const name = constantFrom(
  "up",
  "http_requests_total",
  "job:rate:5m",
  "a",
  "sum_metric",
  "a_rather_long_metric_name_total",
);
const label = constantFrom("job", "le", "on", '"k8s.pod"', "instance");
const literal = constantFrom('"x"', "'y z'", '"a\\"b"', "`\\d+`", '"é\\n"', '""');
const duration = constantFrom(
  "5m",
  "90s",
  "1h30m",
  "300",
  "1.5",
  "step()",
  "(5m)",
  "2*1m+30s",
  "max_of(5m, step())",
);
const space = constantFrom("", " ", "\n", "  ");
const number = constantFrom("1", "0.5", "-2", "1e3", "0x1f", "5m", "Inf", "NaN", "- 3", "1_000");

const matcher = tuple(label, constantFrom("=", "!=", "=~", "!~"), literal).map((parts) => parts.join(" "));
const braces = array(matcher, { maxLength: 3 }).map((matchers) =>
  matchers.length > 0 ? `{${matchers.join(",")}}` : "",
);
const at = constantFrom("", " @ start()", " @ 1.5", " @ -3", "@end()");
const offset = constantFrom("", " offset 5m", " OFFSET -1h", " offset (step()*2)", " offset 300");
const selector = tuple(name, braces, at, offset).map((parts) => parts.join(""));
const matrix = tuple(name, braces, duration, at, offset).map(
  ([metric, labels, range, ...rest]) => `${metric}${labels}[${range}]${rest.join("")}`,
);
const grouping = tuple(constantFrom("by", "without", "BY"), array(label, { minLength: 1, maxLength: 2 })).map(
  ([word, labels]) => `${word} (${labels.join(", ")})`,
);
const matching = constantFrom(
  "",
  "on (job)",
  "ignoring (le, on)",
  "on (job) group_left (le)",
  "on () group_right ()",
  "fill(0)",
  "on(job) fill_left(1)",
);

const { vector } = letrec<{ vector: string }>((tie) => ({
  vector: oneof(
    { maxDepth: 4, withCrossShrink: true },
    selector,
    tuple(constantFrom("rate", "increase", "max_over_time"), matrix).map(([call, arg]) => `${call}(${arg})`),
    tuple(constantFrom("sum", "avg", "COUNT"), grouping, tie("vector")).map(
      ([op, by, arg]) => `${op} ${by}(${arg})`,
    ),
    tuple(tie("vector"), grouping, space).map(([arg, by, gap]) => `max(${gap}${arg})${gap}${by}`),
    tuple(number, tie("vector")).map(([param, arg]) => `topk(${param},${arg})`),
    tuple(
      tie("vector"),
      constantFrom("+", "-", "*", "/", "^", " atan2 ", ">", "== bool "),
      matching,
      tie("vector"),
    ).map(([lhs, op, on, rhs]) => (on === "" ? `${lhs} ${op} ${rhs}` : `(${lhs}) ${op} ${on} (${rhs})`)),
    tuple(tie("vector"), constantFrom("and", "or", "UNLESS"), tie("vector")).map(
      ([lhs, op, rhs]) => `${lhs} ${op} ${rhs}`,
    ),
    tuple(tie("vector"), constantFrom("*", "/", "<=", "%"), number).map((parts) => parts.join("")),
    tuple(number, constantFrom("^", "-", "*"), tie("vector")).map((parts) => parts.join(" ")),
    tie("vector").map((inner) => `( ${inner} )`),
    tie("vector").map((inner) => `-${inner}`),
    tuple(tie("vector"), at, offset).map(([inner, a, o]) => `min_over_time((${inner})[1h:5m]${a}${o})`),
    tuple(tie("vector"), literal).map(
      ([inner, value]) => `label_replace(${inner}, "dst", ${value}, "src", "(.*)")`,
    ),
  ),
}));

function formatted(query: string): string {
  const result = format(query);
  return result.ok ? result.text : `refused: ${result.message}`;
}

/** What a query means, without places, order of matchers, and whether a range was written in seconds or units. */
function meaning(query: string): unknown {
  const parsed = parseToAst(query);
  if (!parsed.ok) throw new Error(`${query}: ${parsed.error.message}`);
  const text = JSON.stringify(parsed.expr, (key, value: unknown) => {
    if (["from", "to", "headTo"].includes(key)) return undefined;
    if (key === "matchers") return (value as object[]).map((item) => JSON.stringify(item)).toSorted();
    const isSpan =
      ["range", "step", "offset"].includes(key) && (value as { type?: string } | null)?.type === "number";
    return isSpan ? (value as { value: number }).value : value;
  });
  return JSON.parse(text);
}

describe("format of random queries", () => {
  it("is idempotent", () => {
    assert(
      property(vector, (query) => {
        const once = formatted(query);
        expect(formatted(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the meaning", () => {
    assert(
      property(vector, (query) => {
        expect(meaning(formatted(query))).toEqual(meaning(query));
      }),
      { numRuns: 300 },
    );
  });
});
