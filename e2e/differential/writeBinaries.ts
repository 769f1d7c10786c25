import type { Vector } from "./Pen.ts";
import { ARITHMETIC, COMPARISONS, SET_OPERATORS } from "./promqlFeatures.ts";
import type { Word } from "./Vocabulary.ts";
import { aggregation } from "./writeAggregations.ts";
import type { Builder, Writer } from "./Writer.ts";
import { wrapped } from "./Writer.ts";

type Operator = (typeof ARITHMETIC)[number] | (typeof COMPARISONS)[number] | (typeof SET_OPERATORS)[number];
type Group = "left" | "right";

const isComparison = (operator: Operator): boolean => (COMPARISONS as readonly string[]).includes(operator);
const isSet = (operator: Operator): boolean => (SET_OPERATORS as readonly string[]).includes(operator);

const anyArithmetic = (writer: Writer): Operator => {
  const operator = writer.pen.dice.chance(0.8)
    ? writer.pen.dice.pick(ARITHMETIC)
    : writer.pen.dice.pick(COMPARISONS);
  writer.pen.use(`operator ${operator}`);
  return operator;
};

function bool(writer: Writer, operator: Operator, probability = 0.5): string {
  if (!isComparison(operator) || !writer.pen.dice.chance(probability)) return "";
  writer.pen.use("form bool");
  return " bool";
}

/** With at least two labels, so that some can be left out. */
const wideWord = (writer: Writer): Word =>
  writer.pen.dice.pick(
    writer.pen.vocabulary.words.filter(({ labels, shape }) => labels.size >= 2 && shape !== "info"),
  );

/** Fewer than all labels of the word. */
function partOf(writer: Writer, word: Word): string[] {
  const labels = [...word.labels.keys()];
  return writer.pen.dice.some(labels, writer.pen.dice.int(1, labels.length - 1));
}

/** One series per combination of `labels`. */
function onePer(writer: Writer, source: Vector, labels: readonly string[]): Vector {
  const name = writer.pen.dice.pick(["sum", "max", "min", "avg", "count"] as const);
  writer.pen.use(`aggregation ${name}`);
  writer.pen.use("form by");
  return { ...source, labels, text: `${name} by ${writer.pen.list(labels)} (${source.text})` };
}

function oneToOne(writer: Writer, operator: Operator, depth: number): Vector {
  const { pen } = writer;
  const word = pen.word(["counter", "gauge", "small", "unit", "bucket", "odd"]);
  const matchers = pen.dice.chance(0.5) ? [] : pen.matchers(word);
  const left = writer.series(depth, word, matchers);
  const isOther = isSet(operator) && pen.dice.chance(0.4);
  const right = isOther ? writer.series(depth, word) : writer.series(depth, word, matchers);
  return {
    word,
    labels: left.labels,
    text: `${wrapped(left.text)} ${operator}${bool(writer, operator, 0.7)} ${wrapped(right.text)}`,
  };
}

/** Both sides are one series per part of the labels. */
function matched(writer: Writer, operator: Operator, kind: "on" | "ignoring"): Vector {
  const { pen } = writer;
  const word = wideWord(writer);
  const part = partOf(writer, word);
  const matchers = pen.matchers(word);
  const left = onePer(writer, writer.series(1, word, matchers), part);
  const right = onePer(writer, writer.series(1, word, matchers), part);
  const others = [...word.labels.keys()].filter((name) => !part.includes(name));
  pen.use(`form ${kind}`);
  const matching = kind === "on" ? `on ${pen.list(part)}` : `ignoring ${pen.list(pen.dice.some(others, 1))}`;
  return {
    word,
    labels: part,
    text: `${left.text} ${operator}${bool(writer, operator, 0.7)} ${matching} ${right.text}`,
  };
}

/** Set operators match many with many. */
function matchedSets(writer: Writer, operator: Operator, kind: "on" | "ignoring"): Vector {
  const { pen } = writer;
  const word = wideWord(writer);
  const part = partOf(writer, word);
  const left = writer.series(1, word, pen.matchers(word));
  const right = writer.series(1, word);
  const others = [...word.labels.keys()].filter((name) => !part.includes(name));
  pen.use(`form ${kind}`);
  const matching = kind === "on" ? `on ${pen.list(part)}` : `ignoring ${pen.list(others)}`;
  return {
    word,
    labels: left.labels,
    text: `${wrapped(left.text)} ${operator} ${matching} ${wrapped(right.text)}`,
  };
}

interface GroupOptions {
  readonly group: Group;
  readonly withLabels: boolean;
}

/** Every series on one side, one per part of the labels on the other. */
function grouped(writer: Writer, operator: Operator, options: GroupOptions): Vector {
  const { pen } = writer;
  const word = wideWord(writer);
  const part = partOf(writer, word);
  const matchers = pen.matchers(word);
  const many = writer.series(1, word, matchers);
  let one = onePer(writer, writer.series(1, word, matchers), part);
  const include: string[] = [];
  if (options.withLabels) {
    const source = pen.dice.pick(part);
    const target = pen.dice.pick([
      "extra",
      "extra",
      "neu.er",
      [...word.labels.keys()].find((name) => !part.includes(name)) ?? "extra",
    ]);
    pen.use("function label_replace");
    one = {
      ...one,
      text: `label_replace(${one.text}, ${pen.string(target)}, "<$1>", ${pen.string(source)}, "(.*)")`,
    };
    include.push(target);
    if (pen.dice.chance(0.2)) include.push("absent_label");
  }
  const name = `group_${options.group}`;
  pen.use(`form ${name}${options.withLabels ? " (labels)" : ""}`);
  const others = [...word.labels.keys()].filter((label) => !part.includes(label) && !include.includes(label));
  const isOn = options.withLabels || others.length === 0 || pen.dice.chance(0.6);
  pen.use(isOn ? "form on" : "form ignoring");
  const matching = isOn ? `on ${pen.list(part)}` : `ignoring ${pen.list(others)}`;
  const [left, right] =
    options.group === "left"
      ? [wrapped(many.text), wrapped(one.text)]
      : [wrapped(one.text), wrapped(many.text)];
  // A parenthesis behind the keyword would be read as its list.
  const none = right.startsWith("(") ? " ()" : pen.dice.pick(["", " ()"]);
  const group = `${name}${include.length > 0 ? ` ${pen.list(include)}` : none}`;
  const labels = [...new Set([...many.labels, ...include])].filter((label) => label !== "absent_label");
  return {
    word,
    labels,
    text: `${left} ${operator}${bool(writer, operator, 0.7)} ${matching} ${group} ${right}`,
  };
}

/** A metric with the labels of the target or of the build that exposes it. */
function joinedWithInfo(writer: Writer, group: Group): Vector {
  const { pen } = writer;
  const words = pen.vocabulary.words.filter(
    ({ labels, shape }) => labels.has("job") && labels.has("instance") && shape !== "info",
  );
  const word = pen.dice.pick(words);
  const many = writer.series(1, word);
  const isBuild = pen.dice.chance(0.2);
  const name = isBuild ? "build_info" : "target_info";
  const include = pen.dice.some(
    isBuild ? ["version", "revision"] : ["cluster", "service.version"],
    pen.dice.int(1, 2),
  );
  pen.use(`form group_${group} (labels)`);
  pen.use("form on");
  const matching = `* on (job, instance) group_${group} ${pen.list(include)}`;
  const labels = [...many.labels, ...include];
  return {
    word,
    labels,
    text:
      group === "left"
        ? `${wrapped(many.text)} ${matching} ${name}`
        : `${name} ${matching} ${wrapped(many.text)}`,
  };
}

function withThreshold(writer: Writer, operator: Operator, depth: number): Vector {
  const { pen } = writer;
  const inner = pen.dice.chance(0.6)
    ? writer.instant(pen.word(["small", "gauge", "unit", "odd", "counter"]))
    : writer.vector(depth);
  pen.use("form scalar with vector");
  const scalar = pen.dice.chance(0.85) ? pen.threshold(inner.word) : writer.scalar(depth);
  const flag = bool(writer, operator, 0.3);
  const text = pen.dice.chance(0.8)
    ? `${wrapped(inner.text)} ${operator}${flag} ${scalar}`
    : `${scalar} ${operator}${flag} ${wrapped(inner.text)}`;
  return { ...inner, text };
}

/** `a + b * c ^ d`: the same series on all sides, and precedence decides. */
function chain(writer: Writer): Vector {
  const { pen } = writer;
  const word = pen.word(["small", "gauge", "unit", "counter"]);
  const matchers = pen.matchers(word);
  const operand = () =>
    pen.dice.pick([
      () => pen.selector(word, matchers),
      () => pen.number(pen.dice.int(1, 9)),
      () => `-${pen.selector(word, matchers)}`,
      () => `${pen.selector(word, matchers)} offset 1m`,
    ])();
  let text = pen.selector(word, matchers);
  for (let i = pen.dice.int(2, 4); i > 0; i--) {
    const operator = pen.dice.pick([...ARITHMETIC, ...ARITHMETIC, ...COMPARISONS]);
    pen.use(`operator ${operator}`);
    text += ` ${operator}${isComparison(operator) ? " bool" : ""} ${operand()}`;
  }
  if (pen.dice.chance(0.4)) {
    const operator = pen.dice.pick(SET_OPERATORS);
    pen.use(`operator ${operator}`);
    text += ` ${operator} ${operator === "unless" ? "nothing" : pen.selector(word, matchers)}`;
  }
  return { word, labels: [...word.labels.keys()], text };
}

/** Two metrics that share the labels of their target. */
function acrossMetrics(writer: Writer, operator: Operator, group: Group): Vector {
  const { pen } = writer;
  const words = [
    "http_requests_total",
    "http_errors_total",
    "http_request_duration_seconds_count",
    "http_inflight",
    "up",
  ];
  const many = writer.series(1, pen.named(pen.dice.pick(words)), ['job="api"']);
  const one = writer.series(1, pen.named(pen.dice.pick(["http_request_limit", "up", "target_info"])), [
    'job="api"',
  ]);
  const others = pen.dice.chance(0.5) ? "on (job, instance)" : "on (instance)";
  pen.use("form on");
  pen.use(`form group_${group}`);
  const [left, right] = group === "left" ? [many, one] : [one, many];
  const matching = `${others} group_${group} ()`;
  const text = `${wrapped(left.text)} ${operator}${bool(writer, operator, 0.7)} ${matching} ${wrapped(right.text)}`;
  return { ...many, text };
}

const operatorBuilder =
  (operator: Operator): Builder =>
  (writer, depth) => {
    const { dice } = writer.pen;
    if (isSet(operator)) {
      const kind = dice.pick(["plain", "plain", "on", "ignoring"] as const);
      return kind === "plain" ? setOf(writer, operator, depth) : matchedSets(writer, operator, kind);
    }
    return dice.weighted<() => Vector>([
      [3, () => oneToOne(writer, operator, depth)],
      [isComparison(operator) ? 4 : 2, () => withThreshold(writer, operator, depth)],
      [1, () => matched(writer, operator, dice.pick(["on", "ignoring"]))],
      [
        1,
        () =>
          grouped(writer, operator, { group: dice.pick(["left", "right"]), withLabels: dice.chance(0.3) }),
      ],
      [
        0.4,
        () => ({
          word: writer.pen.word(),
          labels: [],
          text: `vector(${writer.scalarPair(1)}) ${operator}${bool(writer, operator, 1)} ${writer.scalar(1)}`,
        }),
      ],
    ])();
  };

function setOf(writer: Writer, operator: Operator, depth: number): Vector {
  const { pen } = writer;
  if (pen.dice.chance(0.6)) return oneToOne(writer, operator, depth);
  const left = writer.vector(depth);
  const right = operator === "or" ? writer.vector(depth) : withThreshold(writer, "!=", 0);
  return { ...left, text: `${wrapped(left.text)} ${operator} ${wrapped(right.text)}` };
}

export const operatorBuilders: Readonly<Record<string, Builder>> = Object.fromEntries(
  [...ARITHMETIC, ...COMPARISONS, ...SET_OPERATORS].map((operator) => [operator, operatorBuilder(operator)]),
);

export const matchingBuilders: Readonly<Record<string, Builder>> = {
  on: (writer) => matched(writer, anyArithmetic(writer), "on"),
  ignoring: (writer) => matched(writer, anyArithmetic(writer), "ignoring"),
  "on ()": (writer) => {
    const operator = anyArithmetic(writer);
    const word = writer.pen.word();
    const many = writer.series(1, word);
    const one = aggregation(writer, writer.series(1, writer.pen.word()), { name: "max", kind: "by ()" });
    writer.pen.use("form group_left");
    return {
      ...many,
      text: `${wrapped(many.text)} ${operator}${bool(writer, operator, 1)} on () group_left ${one.text}`,
    };
  },
  group_left: (writer) =>
    writer.pen.dice.chance(0.4)
      ? acrossMetrics(writer, anyArithmetic(writer), "left")
      : grouped(writer, anyArithmetic(writer), { group: "left", withLabels: false }),
  group_right: (writer) =>
    writer.pen.dice.chance(0.4)
      ? acrossMetrics(writer, anyArithmetic(writer), "right")
      : grouped(writer, anyArithmetic(writer), { group: "right", withLabels: false }),
  "group_left (labels)": (writer) =>
    writer.pen.dice.chance(0.5)
      ? joinedWithInfo(writer, "left")
      : grouped(writer, anyArithmetic(writer), { group: "left", withLabels: true }),
  "group_right (labels)": (writer) =>
    writer.pen.dice.chance(0.5)
      ? joinedWithInfo(writer, "right")
      : grouped(writer, anyArithmetic(writer), { group: "right", withLabels: true }),
  bool: (writer, depth) => {
    const operator = writer.pen.dice.pick(COMPARISONS);
    writer.pen.use(`operator ${operator}`);
    const inner = writer.series(depth);
    return { ...inner, text: `${wrapped(inner.text)} ${operator} bool ${writer.pen.threshold(inner.word)}` };
  },
  "scalar with vector": (writer, depth) => {
    const inner = writer.vector(depth);
    return { ...inner, text: writer.withScalar(inner.text, depth + 1) };
  },
  "scalar with scalar": (writer, depth) => ({
    word: writer.pen.word(),
    labels: [],
    text: `vector(${writer.scalarPair(depth + 1)})`,
  }),
  "chain of operators": chain,
};
