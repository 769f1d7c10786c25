import type { Pen, Vector } from "./Pen.ts";
import { aggregation } from "./writeAggregations.ts";
import type { Builder, Writer } from "./Writer.ts";
import { wrapped } from "./Writer.ts";

/** `modifier` behind a selector, a range selector in a function, or an aggregation's selector. */
const modified =
  (modifier: (writer: Writer) => string): Builder =>
  (writer) => {
    const { pen } = writer;
    const word = pen.word();
    const selector = pen.selector(word);
    const labels = [...word.labels.keys()];
    const name = pen.dice.pick([
      "rate",
      "sum_over_time",
      "last_over_time",
      "delta",
      "predict_linear",
    ] as const);
    if (pen.dice.chance(0.5)) return { word, labels, text: selector + modifier(writer) };
    pen.use(`function ${name}`);
    const tail = name === "predict_linear" ? ", 60" : "";
    return {
      word,
      labels,
      text: `${name}(${selector}[${pen.duration(pen.windowMs(word))}]${modifier(writer)}${tail})`,
    };
  };

const OVER_SUBQUERIES = [
  "max_over_time",
  "avg_over_time",
  "rate",
  "deriv",
  "count_over_time",
  "last_over_time",
  "quantile_over_time",
  "stddev_over_time",
] as const;

function overSubquery(writer: Writer, subquery: Vector): Vector {
  const name = writer.pen.dice.pick(OVER_SUBQUERIES);
  writer.pen.use(`function ${name}`);
  return { ...subquery, text: `${name}(${name === "quantile_over_time" ? "0.5, " : ""}${subquery.text})` };
}

/** `tail(writer)` stands behind the subquery. */
const subqueryWith =
  (tail: (writer: Writer) => string): Builder =>
  (writer, depth) => {
    const { pen } = writer;
    pen.use("form subquery");
    const inner = writer.series(depth + 1);
    const stepMs = pen.dice.pick([15_000, 30_000, 60_000, 90_000]);
    const text = `${wrapped(inner.text)}[${pen.duration(stepMs * pen.dice.int(2, 12))}:${pen.duration(stepMs)}]${tail(writer)}`;
    return overSubquery(writer, { ...inner, text });
  };

const durationBy =
  (write: (writer: Writer, ms: number) => string): Builder =>
  (writer) => {
    const { pen } = writer;
    const word = pen.word();
    const duration = write(writer, pen.windowMs(word));
    const labels = [...word.labels.keys()];
    const selector = pen.selector(word);
    const name = pen.dice.pick(["max_over_time", "count_over_time", "sum_over_time"] as const);
    pen.use(`function ${name}`);
    return pen.dice.weighted<() => Vector>([
      [5, () => ({ word, labels, text: `${name}(${selector}[${duration}])` })],
      [1, () => ({ word, labels, text: `${selector} offset (${duration})` })],
      [1, () => ({ word, labels, text: `${name}(${selector}[10m:${duration}])` })],
    ])();
  };

/** A selector of several metrics. */
export function manyNames(pen: Pen): string {
  const pattern = pen.dice.pick([
    "http_.+_total",
    "irregular_gauge|flapping_gauge",
    "node_.*",
    ".*_info",
    "(?i)UP",
    "rpc_duration_seconds(_sum)?",
    "größe|on",
    "[a-h].*_value",
  ]);
  return `{__name__=~"${pattern}"${pen.dice.pick(["", "", ', instance!="i-1"', ', id=~"a|b|"', ', __name__!="up"'])}}`;
}

const text = (ms: number): string => `${ms}ms`;

const ranged = (writer: Writer): Vector => writer.range(1);

export const formBuilders: Readonly<Record<string, Builder>> = {
  offset: modified((writer) => writer.offset(false)),
  "negative offset": modified((writer) => writer.offset(true)),
  "@ time": modified((writer) => writer.at("time")),
  "@ start()": modified((writer) => writer.at("start()")),
  "@ end()": modified((writer) => writer.at("end()")),
  "offset with @": modified((writer) =>
    writer.pen.dice.chance(0.5) ? writer.offset() + writer.at() : writer.at() + writer.offset(),
  ),
  subquery: subqueryWith((writer) => writer.modifiers(0.1)),
  "subquery without step": (writer, depth) =>
    overSubquery(writer, writer.subquery(writer.series(depth + 1), true)),
  "subquery in subquery": (writer) => {
    const inner = overSubquery(writer, { ...writer.subquery(writer.series(1), false) });
    return overSubquery(writer, { ...inner, text: `${inner.text}[5m:1m]` });
  },
  "subquery with offset": subqueryWith((writer) => writer.offset()),
  "subquery with @": subqueryWith((writer) => writer.at()),
  by: (writer, depth) => aggregation(writer, writer.series(depth + 1), { name: "sum", kind: "by" }),
  "by ()": (writer, depth) => aggregation(writer, writer.series(depth + 1), { name: "avg", kind: "by ()" }),
  without: (writer, depth) => aggregation(writer, writer.series(depth + 1), { name: "max", kind: "without" }),
  "unary minus": (writer, depth) => {
    const inner = writer.vector(depth);
    return { ...inner, text: `-${wrapped(inner.text)}` };
  },
  "unary plus": (writer, depth) => {
    const inner = writer.vector(depth);
    return { ...inner, text: `+${wrapped(inner.text)}` };
  },
  "duration arithmetic": durationBy((writer, ms) =>
    writer.pen.dice.pick([
      `${text(ms)} + 1m`,
      `2 * ${text(ms)}`,
      `${text(ms)} * 3 / 2`,
      `(${text(ms)} + 5s) % 1h`,
      `${text(ms)} - 100ms + 2 ^ 3`,
    ]),
  ),
  "duration step()": durationBy((writer, ms) =>
    writer.pen.dice.pick([`step() + ${text(ms)}`, `3 * step() + 2m`, `max_of(step(), ${text(ms)})`]),
  ),
  "duration range()": durationBy((writer, ms) =>
    writer.pen.dice.pick([`range() / 10 + ${text(ms)}`, `min_of(range(), 10m) + 1m`, `range() + 5m`]),
  ),
  "duration min_of()": durationBy((_, ms) => `min_of(${text(ms)}, 1h)`),
  "duration max_of()": durationBy((_, ms) => `max_of(${text(ms)}, 2m)`),
  ...Object.fromEntries(
    ["=", "!=", "=~", "!~"].map((operator) => [
      `matcher ${operator}`,
      (writer: Writer): Vector => {
        const { pen } = writer;
        const word = pen.dice.pick(pen.vocabulary.words.filter(({ labels }) => labels.size > 0));
        const label = pen.dice.pick([...word.labels.keys()]);
        const value = pen.dice.pick(word.labels.get(label) ?? []);
        const plain = value.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
        const regex = pen.dice.pick([
          plain,
          `${plain}|x`,
          "",
          ".+",
          `[^${value.slice(0, 1) === "^" ? "a" : "z"}].*`,
          `(?:${plain}|)`,
          `\\w*`,
          `.{1,4}`,
          "(?i:[a-g].*)",
          `[[:alnum:]/ -]+`,
        ]);
        return writer.instant(word, [
          `${pen.label(label)}${operator}${pen.string(operator.includes("~") ? regex : pen.dice.chance(0.9) ? value : "")}`,
        ]);
      },
    ]),
  ),
  "matcher __name__": (writer) => {
    const { pen } = writer;
    const selector = manyNames(pen);
    const query = pen.dice.pick([
      () => selector,
      () => `${selector}${writer.modifiers(1)}`,
      () => `sum by (__name__, id) (${selector})`,
      () => `count by (__name__) (${selector})`,
      () => `topk by (__name__) (1, ${selector})`,
      () => `max without (id, instance) (${selector})`,
      () => `last_over_time(${selector}[5m])`,
      () => `count_over_time(label_replace(${selector}, "was", "$1", "__name__", "(.*)")[5m:1m])`,
      () => `sum_over_time(label_join(${selector}, "id", "/", "__name__", "id")[4m:2m])`,
      () => `${selector} > ${selector}`,
      () => `${selector} and on (__name__, id, instance) ${selector}`,
      () => `label_replace(${selector}, "__name__", "new_$1", "__name__", "(.*)")`,
      () => `sort_by_label(${selector}, "__name__")`,
      () => `quantile by (__name__) (0.3, ${selector})`,
      () => `${selector} or vector(1)`,
    ])();
    return { word: pen.named("irregular_gauge"), labels: ["id", "instance"], text: query };
  },
  "quoted name": (writer) =>
    writer.instant(writer.pen.named(writer.pen.dice.pick(["http.server.requests", "größe"]))),
  "quoted label": (writer, depth) =>
    aggregation(
      writer,
      writer.series(
        depth + 1,
        writer.pen.named(writer.pen.dice.pick(["http.server.requests", "größe", "target_info"])),
      ),
      { name: "sum", kind: "by" },
    ),
  "number notation": (writer, depth) => {
    const inner = writer.series(depth);
    const number = writer.pen.dice.pick([
      "0x1F",
      "1e2",
      ".5",
      "5.",
      "1_000",
      "0o17",
      "017",
      "1h30m",
      "5m",
      "100ms",
      "1E-3",
      "0X_1f",
      "1e+1",
      "1w",
    ]);
    return { ...inner, text: `${wrapped(inner.text)} * ${number}` };
  },
  "string notation": (writer) => {
    const inner = writer.instant(writer.pen.named("label_values"), [
      writer.pen.dice.pick([
        "note='say \"hi\"'",
        "note=~`back\\\\slash`",
        'note="two\\nlines"',
        'note="\\u00dcn\\xc3\\xafc\\303\\266d\\u00e9"',
        "note=`a.b*c+d(e)[f]`",
        "note='tab\\there'",
        'note=~"(?s)two.lines"',
        "note!='it\\'s'",
      ]),
    ]);
    return inner;
  },
  comment: (writer, depth) => {
    const inner = writer.vector(depth);
    return {
      ...inner,
      text: writer.pen.dice.pick([
        `# what follows\n${inner.text}`,
        `${inner.text} # done`,
        `(\n  ${inner.text} # one\n) # "two`,
        `${inner.text}\n\t # ' three`,
      ]),
    };
  },
  "capital keyword": (writer, depth) => {
    const inner = writer.series(depth + 1);
    const { pen } = writer;
    const label = pen.label(inner.labels[0] ?? "job");
    const selector = pen.selector(inner.word, []);
    return {
      ...inner,
      text: pen.dice.pick([
        `SUM BY (${label}) (${inner.text})`,
        `Avg(${inner.text}) Without (${label})`,
        `${selector} OFFSET 5m`,
        `${selector} AND ${selector}`,
        `${selector} * ON (${label}) GROUP_LEFT max by (${label}) (${selector})`,
        `${selector} > BOOL 1`,
        `${selector} Or ${selector}`,
      ]),
    };
  },
  "trailing comma": (writer) => {
    const word = writer.pen.named("http_requests_total");
    const selector = writer.pen.dice.pick([
      `http_requests_total{code="200",}`,
      `sum by (code,) (http_requests_total)`,
      `{"http_requests_total", code="500",}`,
      `http_requests_total + on (code, method, instance,) http_requests_total`,
    ]);
    return { word, labels: [...word.labels.keys()], text: selector };
  },
  lookback_delta: (writer) => writer.instant(writer.pen.word(["gauge", "small", "info"])),
  // The last two are whole instant queries: `wholeOnly` says so.
  "range selector": ranged,
  string: (writer) => ({
    word: writer.pen.word(),
    labels: [],
    text: writer.pen.string(writer.pen.dice.pick(["text", "", 'with "quotes"', "ünï\n", "5"])),
  }),
};

/** Features that are a whole instant query and stand in no other expression. */
export const WHOLE_ONLY: ReadonlySet<string> = new Set([
  "form range selector",
  "form string",
  "form comment",
  "form lookback_delta",
]);
