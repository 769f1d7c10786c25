import type { Vector } from "./Pen.ts";
import type { Builder, Writer } from "./Writer.ts";

export interface Grouping {
  readonly text: string;
  readonly kept: readonly string[];
}

/** `by (a, b)`, `without (c)` or nothing. */
function groupingOf(writer: Writer, labels: readonly string[], kind?: "by" | "without" | "by ()"): Grouping {
  const { pen } = writer;
  const chosen =
    kind ??
    pen.dice.weighted([
      [4, "by"],
      [2, "without"],
      [0.4, "by ()"],
      [3, "none"],
    ] as const);
  if (chosen === "none") return { text: "", kept: [] };
  pen.use(`form ${chosen}`);
  const word = (text: string) => {
    if (!pen.dice.chance(0.06)) return text;
    pen.use("form capital keyword");
    return text.toUpperCase();
  };
  if (chosen === "by ()") return { text: word("by") + " ()", kept: [] };
  const some = pen.dice.shuffled(pen.dice.some(labels, pen.dice.int(0, labels.length)));
  const names = pen.dice.chance(0.05) ? [...some, "missing"] : some;
  if (chosen === "without")
    return {
      text: `${word("without")} ${pen.list(names)}`,
      kept: labels.filter((name) => !some.includes(name)),
    };
  return { text: `${word("by")} ${pen.list(names)}`, kept: some };
}

/** The grouping before or behind the arguments. */
function written(writer: Writer, name: string, parts: { grouping: string; args: string }): string {
  const isCapital = writer.pen.dice.chance(0.04);
  if (isCapital) writer.pen.use("form capital keyword");
  const head = isCapital ? name.toUpperCase() : name;
  if (parts.grouping === "") return `${head}(${parts.args})`;
  return writer.pen.dice.chance(0.75)
    ? `${head} ${parts.grouping} (${parts.args})`
    : `${head}(${parts.args}) ${parts.grouping}`;
}

export function aggregation(
  writer: Writer,
  inner: Vector,
  options: {
    name: string;
    param?: string;
    keepsLabels?: boolean;
    extra?: string;
    kind?: "by" | "without" | "by ()";
  },
): Vector {
  const grouping = groupingOf(writer, inner.labels, options.kind);
  const args = options.param === undefined ? inner.text : `${options.param}, ${inner.text}`;
  const labels =
    options.keepsLabels === true
      ? inner.labels
      : [...grouping.kept, ...(options.extra === undefined ? [] : [options.extra])];
  return { word: inner.word, labels, text: written(writer, options.name, { grouping: grouping.text, args }) };
}

const plain =
  (name: string): Builder =>
  (writer, depth) => {
    const { pen } = writer;
    const inner = pen.dice.chance(0.15) ? writer.instant(pen.word(["odd", "gauge"])) : writer.vector(depth);
    return aggregation(writer, inner, { name });
  };

const selecting =
  (name: string, params: readonly string[]): Builder =>
  (writer, depth) => {
    const { pen } = writer;
    // Among equal values the first ones are taken, and what a function makes of many steps has no order in Prometheus.
    const inner = pen.dice.chance(0.9) ? writer.instant(pen.word()) : writer.vector(depth);
    return aggregation(writer, inner, { name, param: pen.dice.pick(params), keepsLabels: true });
  };

const COUNTS = ["1", "2", "3", "5", "5", "10", "2.9", "100", "scalar(vector(3))"];
const RATIOS = ["0.5", "0.1", "0.9", "-0.5", "1", "-0.25", "0.75", "2"];
const QUANTILES = ["0.5", "0.9", "0", "1", "0.33", "0.99", "-1", "2", "scalar(vector(0.5))"];

export const aggregationBuilders: Readonly<Record<string, Builder>> = {
  ...Object.fromEntries(
    ["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar"].map((name) => [name, plain(name)]),
  ),
  topk: selecting("topk", COUNTS),
  bottomk: selecting("bottomk", COUNTS),
  limitk: selecting("limitk", COUNTS),
  limit_ratio: selecting("limit_ratio", RATIOS),
  quantile: (writer, depth) =>
    aggregation(writer, writer.vector(depth), { name: "quantile", param: writer.pen.dice.pick(QUANTILES) }),
  count_values: (writer, depth) => {
    const { pen } = writer;
    const inner = pen.dice.chance(0.7)
      ? writer.instant(pen.word(["small", "small", "odd"]))
      : writer.vector(depth);
    const label = pen.dice.pick(["value", "value", "the.value", inner.labels[0] ?? "value"]);
    return aggregation(writer, inner, { name: "count_values", param: pen.string(label), extra: label });
  },
};
