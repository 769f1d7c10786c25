import { DATE_FUNCTIONS, RANGE_FUNCTIONS, VALUE_FUNCTIONS } from "./promqlFeatures.ts";
import type { Vector } from "./Pen.ts";
import type { Builder, Writer } from "./Writer.ts";
import { wrapped } from "./Writer.ts";

const COUNTERS = new Set(["rate", "increase", "irate", "resets"]);
const UNIT_INTERVAL = new Set(["acos", "asin", "atanh"]);

const valueFunction =
  (name: string): Builder =>
  (writer, depth) => {
    const inner = writer.pen.dice.chance(0.6)
      ? writer.instant(
          writer.pen.word(UNIT_INTERVAL.has(name) ? ["unit"] : ["gauge", "small", "unit", "odd", "counter"]),
        )
      : writer.vector(depth);
    return { ...inner, text: `${name}(${inner.text})` };
  };

const dateFunction =
  (name: string): Builder =>
  (writer, depth) => {
    const { dice } = writer.pen;
    const times = writer.instant(writer.pen.named("event_time_seconds"));
    if (dice.chance(0.5)) return { ...times, text: `${name}(${times.text})` };
    const text = dice.pick([
      () => `${name}()`,
      () => `${name}(vector(${writer.scalar(depth)}))`,
      () => `${name}(timestamp(${writer.instant(writer.pen.word()).text}))`,
      () => `${name}(vector(time()))`,
    ])();
    return { ...times, text, labels: [] };
  };

const rangeFunction =
  (name: string): Builder =>
  (writer, depth) => {
    const word =
      COUNTERS.has(name) && writer.pen.dice.chance(0.8)
        ? writer.pen.word(["counter", "bucket"])
        : writer.pen.word();
    const range = writer.range(depth, word);
    return { ...range, text: `${name}(${range.text})` };
  };

/** `clamp(v, 1, 2)` and its like: scalars behind the vector. */
const withScalars =
  (name: string, scalars: (writer: Writer, v: Vector, depth: number) => readonly string[]): Builder =>
  (writer, depth) => {
    const inner = writer.vector(depth);
    return { ...inner, text: `${name}(${[inner.text, ...scalars(writer, inner, depth)].join(", ")})` };
  };

const smoothing = (writer: Writer): string =>
  writer.pen.dice.pick(["0.1", "0.5", "0.9", "0.01", "scalar(vector(0.3))"]);

const buckets = (writer: Writer): Vector => {
  const { pen } = writer;
  const word = pen.word(["bucket"]);
  const window = `[${pen.duration(pen.windowMs(word))}]`;
  const labels = [...word.labels.keys()].filter((name) => name !== "le");
  return pen.dice.weighted<() => Vector>([
    [
      3,
      () => ({
        ...writer.instant(word, pen.dice.chance(0.7) ? [] : [pen.matcher(word, pen.dice.pick(labels))]),
        labels,
      }),
    ],
    [3, () => ({ word, labels, text: `rate(${pen.selector(word, [])}${window}${writer.modifiers(0.06)})` })],
    [
      2,
      () => {
        const kept = pen.dice.some(labels, pen.dice.int(0, labels.length));
        pen.use("form by");
        pen.use("aggregation sum");
        return {
          word,
          labels: kept,
          text: `sum by ${pen.list(["le", ...kept])} (increase(${pen.selector(word, [])}${window}))`,
        };
      },
    ],
    [0.3, () => writer.instant(word)],
  ])();
};

const QUANTILES = [
  "0.5",
  "0.9",
  "0.99",
  "0",
  "1",
  "0.1",
  "0.25",
  "0.999",
  "-1",
  "1.5",
  "NaN",
  "scalar(vector(0.75))",
];
const quantile = (writer: Writer): string =>
  writer.pen.dice.chance(0.8) ? writer.pen.dice.pick(QUANTILES.slice(0, 8)) : writer.pen.dice.pick(QUANTILES);

const sorted =
  (name: string): Builder =>
  (writer, depth) => {
    const inner = writer.pen.dice.chance(0.7)
      ? writer.instant(writer.pen.word(["small", "gauge", "odd", "counter"]))
      : writer.vector(depth);
    return { ...inner, text: `${name}(${inner.text})` };
  };

const sortedByLabel =
  (name: string): Builder =>
  (writer, depth) => {
    const inner = writer.pen.dice.chance(0.7)
      ? writer.instant(writer.pen.word(["small", "counter"]))
      : writer.vector(depth);
    const names = writer.pen.dice.some(inner.labels, writer.pen.dice.int(1, 2));
    const list = [...names, ...(names.length === 0 ? ["__name__"] : [])].map((label) =>
      writer.pen.string(label),
    );
    return { ...inner, text: `${name}(${[inner.text, ...list].join(", ")})` };
  };

const labelReplace: Builder = (writer, depth) => {
  const { pen } = writer;
  const inner = writer.vector(depth);
  const source = pen.dice.pick([...inner.labels, "__name__", "missing"]);
  const [pattern, replacement] = pen.dice.pick([
    ["(.*)", "$1"],
    ["(.)(.*)", "$2-$1"],
    ["(?P<first>[a-z]*).*", "${first}_x"],
    [".*", "fixed"],
    ["nothing", "never"],
    ["(.*)-(\\d+)", "$2$1$$"],
    ["(.*)", "$3${1}$1x"],
    ["(.+)", ""],
    ["", "was-empty"],
    ["(.*)", "$0|$1a|${1}a"],
    ["(?i)([A-Z]+).*", "$1"],
    ["[^0-9]*([0-9]+).*", "n$1"],
    ["(a|b)|(.*)", "<$1><$2>"],
    [".{2}", "two"],
    ["(.*?)(.?)", "é$2"],
  ] as const);
  const target = pen.dice.weighted([
    [5, "extra"],
    [1, source],
    [0.4, "__name__"],
    [0.4, "neu.er"],
  ] as const);
  const args = [target, replacement, source, pattern].map((text) => pen.string(text));
  return {
    ...inner,
    labels: [...new Set([...inner.labels, target])].filter((name) => name !== "__name__"),
    text: `label_replace(${inner.text}, ${args.join(", ")})`,
  };
};

const labelJoin: Builder = (writer, depth) => {
  const { pen } = writer;
  const inner = writer.vector(depth);
  const sources = pen.dice.shuffled(
    pen.dice.some([...inner.labels, "__name__", "missing"], pen.dice.int(0, 3)),
  );
  const args = ["joined", pen.dice.pick(["-", "", ", ", "/"]), ...sources].map((text) => pen.string(text));
  return {
    ...inner,
    labels: [...inner.labels, "joined"],
    text: `label_join(${inner.text}, ${args.join(", ")})`,
  };
};

const info: Builder = (writer, depth) => {
  const { pen } = writer;
  const words = pen.vocabulary.words.filter((word) => word.labels.has("instance") && word.shape !== "info");
  const inner = writer.series(depth, pen.dice.pick(words));
  const selector = pen.dice.pick([
    "",
    "",
    ', {cluster=~".+"}',
    ', {__name__="build_info"}',
    ', {__name__=~".+_info", version=~".+"}',
    ', {cluster="eu-1"}',
    ', {"service.version"!=""}',
    ', {version="1.10.0", __name__="build_info"}',
    ', {cluster=~"us.*|"}',
  ]);
  return { ...inner, labels: [...inner.labels, "cluster"], text: `info(${inner.text}${selector})` };
};

const absent: Builder = (writer, depth) => {
  const { pen } = writer;
  const text = pen.dice.pick([
    () => `absent(nothing{job="api", code=~"5.*"})`,
    () => `absent(nothing{${pen.label("service.name")}="a", b="c", b="d"}${writer.modifiers(0.4)})`,
    () => `absent(${writer.instant(pen.named("flapping_gauge"), ['id="a"']).text})`,
    () => `absent(sum(nothing{job="x"}))`,
    () => `absent(${writer.vector(depth).text} > Inf)`,
    () => `absent(${writer.instant(pen.named("pod_restarts_total"), ['pod="shop-3"']).text})`,
  ])();
  return { text, word: pen.word(), labels: [] };
};

const absentOverTime: Builder = (writer) => {
  const { pen } = writer;
  const text = pen.dice.pick([
    () => `nothing{job="api", code!="5"}[5m]`,
    () =>
      `${pen.selector(pen.named("pod_restarts_total"), ['namespace="shop"', 'pod="shop-3"'])}[2m]${writer.modifiers()}`,
    () => `${pen.selector(pen.named("flapping_gauge"), ['id="b"'])}[45s]`,
    () => `${pen.selector(pen.named("sparse_gauge"), ['id="a"'])}[90s]`,
    () => `(nothing{a="b"} or nothing{c="d"})[5m:1m]`,
  ])();
  return { text: `absent_over_time(${text})`, word: pen.word(), labels: [] };
};

/** Nothing without start timestamps: shown beside something that is there. */
const startTimestamp: Builder = (writer) => {
  const inner = writer.instant(writer.pen.word());
  writer.pen.use("operator or");
  return { ...inner, text: `start_timestamp(${inner.text}) or ${wrapped(inner.text)}` };
};

const scalarOnly =
  (write: (writer: Writer, depth: number) => string): Builder =>
  (writer, depth) => {
    const inner = writer.instant(writer.pen.word());
    const { dice } = writer.pen;
    if (dice.chance(0.4)) return { word: inner.word, labels: [], text: `vector(${write(writer, depth)})` };
    writer.pen.use("operator *");
    return { ...inner, text: `${wrapped(inner.text)} * ${write(writer, depth)}` };
  };

const windowed =
  (
    name: string,
    before: (writer: Writer) => readonly string[],
    after: (writer: Writer) => readonly string[],
  ): Builder =>
  (writer, depth) => {
    const range = writer.range(depth);
    return { ...range, text: `${name}(${[...before(writer), range.text, ...after(writer)].join(", ")})` };
  };

export const functionBuilders: Readonly<Record<string, Builder>> = {
  ...Object.fromEntries(VALUE_FUNCTIONS.map((name) => [name, valueFunction(name)])),
  ...Object.fromEntries(DATE_FUNCTIONS.map((name) => [name, dateFunction(name)])),
  ...Object.fromEntries(RANGE_FUNCTIONS.map((name) => [name, rangeFunction(name)])),
  absent,
  absent_over_time: absentOverTime,
  clamp: withScalars("clamp", (writer, v, depth) => [
    writer.scalar(depth),
    writer.pen.dice.chance(0.8) ? writer.pen.threshold(v.word) : writer.scalar(depth),
  ]),
  clamp_max: withScalars("clamp_max", (writer, v) => [writer.pen.threshold(v.word)]),
  clamp_min: withScalars("clamp_min", (writer, v) => [writer.pen.threshold(v.word)]),
  double_exponential_smoothing: windowed(
    "double_exponential_smoothing",
    () => [],
    (writer) => [smoothing(writer), smoothing(writer)],
  ),
  end: scalarOnly(() => "end()"),
  start: scalarOnly(() => "start()"),
  step: scalarOnly(() => "step()"),
  range: scalarOnly(() => "range()"),
  pi: scalarOnly(() => "pi()"),
  time: scalarOnly(() => "time()"),
  max_of: scalarOnly((writer, depth) => `max_of(${writer.scalar(depth)}, ${writer.scalar(depth)})`),
  min_of: scalarOnly((writer, depth) => `min_of(${writer.scalar(depth)}, ${writer.scalar(depth)})`),
  scalar: scalarOnly(
    (writer, depth) =>
      `scalar(${writer.pen.dice.chance(0.85) ? writer.single(depth) : writer.vector(depth).text})`,
  ),
  vector: scalarOnly((writer, depth) => `scalar(vector(${writer.scalar(depth)}))`),
  histogram_fraction: (writer) => {
    const inner = buckets(writer);
    const [lower, upper] = writer.pen.dice.pick([
      ["0", "0.2"],
      ["-Inf", "0.1"],
      ["0.1", "Inf"],
      ["-1", "1.5"],
      ["2", "1"],
      ["0.25", "0.3"],
      ["NaN", "1"],
      ["-20", "20"],
    ] as const);
    return { ...inner, text: `histogram_fraction(${lower}, ${upper}, ${inner.text})` };
  },
  histogram_quantile: (writer) => {
    const inner = buckets(writer);
    return { ...inner, text: `histogram_quantile(${quantile(writer)}, ${inner.text})` };
  },
  histogram_quantiles: (writer) => {
    const inner = buckets(writer);
    const list = writer.pen.dice.some(QUANTILES, writer.pen.dice.int(1, 4));
    return {
      ...inner,
      labels: [...inner.labels, "q"],
      text: `histogram_quantiles(${inner.text}, ${writer.pen.string(writer.pen.dice.pick(["q", "q", "quantile"]))}, ${list.join(", ")})`,
    };
  },
  info,
  label_join: labelJoin,
  label_replace: labelReplace,
  predict_linear: windowed(
    "predict_linear",
    () => [],
    (writer) => [writer.pen.dice.pick(["3600", "60", "-300", "1e6", "0", "time() % 100"])],
  ),
  quantile_over_time: windowed(
    "quantile_over_time",
    (writer) => [quantile(writer)],
    () => [],
  ),
  round: withScalars("round", (writer) =>
    writer.pen.dice.chance(0.4)
      ? []
      : [writer.pen.dice.pick(["5", "0.1", "0.01", "1000", "-3", "1e-9", "0", "0.3"])],
  ),
  sort: sorted("sort"),
  sort_desc: sorted("sort_desc"),
  sort_by_label: sortedByLabel("sort_by_label"),
  sort_by_label_desc: sortedByLabel("sort_by_label_desc"),
  start_timestamp: startTimestamp,
  timestamp: (writer, depth) => {
    const inner = writer.pen.dice.chance(0.7) ? writer.instant(writer.pen.word()) : writer.vector(depth);
    return { ...inner, text: `timestamp(${writer.pen.dice.chance(0.15) ? `(${inner.text})` : inner.text})` };
  },
};
