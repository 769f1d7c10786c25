import { BROKEN_QUERIES, BROKEN_RANGES, mutated } from "./brokenQueries.ts";
import { Pen, type Vector } from "./Pen.ts";
import { FEATURES } from "./promqlFeatures.ts";
import type { ApiRequest } from "./Request.ts";
import { shareOf } from "./Share.ts";
import type { Vocabulary } from "./Vocabulary.ts";
import { aggregationBuilders, aggregation } from "./writeAggregations.ts";
import { matchingBuilders, operatorBuilders } from "./writeBinaries.ts";
import { formBuilders, manyNames, WHOLE_ONLY } from "./writeForms.ts";
import { functionBuilders } from "./writeFunctions.ts";
import { numberText, secondsText } from "./writeOpenMetrics.ts";
import { type Builder, wrapped, Writer } from "./Writer.ts";

export interface Generated {
  readonly request: ApiRequest;
  readonly features: readonly string[];
  /** What is promised of the order of an instant vector: "labels": all of it; "values": but for ties. */
  readonly order: "none" | "values" | "labels";
}

type Params = [name: string, value: string][];

const prefixed = (prefix: string, builders: Readonly<Record<string, Builder>>): [string, Builder][] =>
  Object.entries(builders).map(([name, builder]) => [`${prefix} ${name}`, builder]);

const ALL_BUILDERS: ReadonlyMap<string, Builder> = new Map([
  ...prefixed("function", functionBuilders),
  ...prefixed("operator", operatorBuilders),
  ...prefixed("aggregation", aggregationBuilders),
  ...prefixed("form", { ...formBuilders, ...matchingBuilders }),
]);

const INNER_BUILDERS = new Map([...ALL_BUILDERS].filter(([name]) => !WHOLE_ONLY.has(name)));

const ORDERED: Readonly<Record<string, "values" | "labels">> = {
  "function sort": "values",
  "function sort_desc": "values",
  "function sort_by_label": "labels",
  "function sort_by_label_desc": "labels",
  "aggregation topk": "values",
  "aggregation bottomk": "values",
};

/** Requests by number: the same seed, number and try make the same request. */
export class RequestSource {
  readonly #seed: number;
  readonly #vocabulary: Vocabulary;
  readonly #depth: number;

  constructor(seed: number, vocabulary: Vocabulary, depth: number) {
    this.#depth = depth;
    this.#seed = seed;
    this.#vocabulary = vocabulary;
    const missing = FEATURES.filter((feature) => !ALL_BUILDERS.has(feature));
    if (missing.length > 0) throw new Error(`nothing writes ${missing.join(", ")}`);
  }

  /** A query that uses the feature; another one for every number. */
  query(feature: string, number: number): Generated {
    const pen = this.#pen(`${feature} ${number}`);
    const writer = this.#writer(pen, feature);
    const vector = writer.build(feature, pen.dice.int(0, this.#depth));
    const isWhole = feature === "form range selector" || feature === "form string";
    const isWrapped = !WHOLE_ONLY.has(feature) && pen.dice.chance(0.3);
    const query = isWrapped ? this.#around(writer, vector) : vector.text;
    const order = isWrapped ? "none" : (ORDERED[feature] ?? "none");
    const isInstant = isWhole || pen.dice.chance(0.5);
    const params: Params = [["query", query], ...(isInstant ? this.#instant(pen) : this.#range(pen))];
    if (feature === "form lookback_delta")
      params.push(["lookback_delta", pen.dice.pick(["1m", "30s", "15m", "90", "0.5"])]);
    const path = isInstant ? "query" : "query_range";
    return { request: { path, params }, features: [...pen.used], order: isInstant ? order : "none" };
  }

  /** A query or a request that is wrong. */
  broken(number: number): Generated {
    const pen = this.#pen(`broken ${number}`);
    const isInstant = pen.dice.chance(0.5);
    const path = isInstant ? "query" : "query_range";
    const query = pen.dice.weighted<() => string>([
      [6, () => BROKEN_QUERIES[(this.#seed + number) % BROKEN_QUERIES.length] ?? ""],
      [3, () => mutated(this.#writer(pen, "").vector(2).text, (list) => pen.dice.pick(list))],
    ])();
    const range = pen.dice.chance(0.1) ? pen.dice.pick(BROKEN_RANGES) : this.#range(pen);
    const params: Params = [
      ["query", query],
      ...(isInstant ? this.#instant(pen) : range.map(([name, value]): [string, string] => [name, value])),
    ];
    return { request: { path, params }, features: [], order: "none" };
  }

  /** At one moment and over a range. */
  fixed(query: string): readonly Generated[] {
    const pen = this.#pen(query);
    const request = (path: string, params: Params): Generated => ({
      request: { path, params: [["query", query], ...params] },
      features: [],
      order: path === "query" ? orderOf(query) : "none",
    });
    return [request("query", this.#instant(pen)), request("query_range", this.#range(pen))];
  }

  /** Labels, values of a label, or series. */
  metadata(number: number): Generated {
    const pen = this.#pen(`metadata ${number}`);
    const { dice } = pen;
    const kind = dice.pick(["labels", "values", "series"] as const);
    const selectors = Array.from({ length: dice.int(kind === "series" ? 1 : 0, 2) }, () =>
      dice.chance(0.2) ? manyNames(pen) : pen.selector(pen.word()),
    );
    const params: Params = [
      ...selectors.map((text): [string, string] => ["match[]", text]),
      ...this.#blocks(pen),
    ];
    const names = [...pen.word().labels.keys(), "__name__", "missing"];
    const path =
      kind === "values" ? `label/${encodeURIComponent(labelInPath(dice.pick(names)))}/values` : kind;
    return { request: { path, params }, features: [], order: "none" };
  }

  #pen(purpose: string): Pen {
    return new Pen(shareOf(this.#seed, purpose), this.#vocabulary);
  }

  #writer(pen: Pen, feature: string): Writer {
    return new Writer(pen, WHOLE_ONLY.has(feature) ? ALL_BUILDERS : INNER_BUILDERS);
  }

  #around(writer: Writer, inner: Vector): string {
    const { pen } = writer;
    return pen.dice.pick([
      () =>
        aggregation(writer, inner, { name: pen.dice.pick(["sum", "avg", "max", "count", "stddev", "group"]) })
          .text,
      () => writer.withScalar(inner.text, 1),
      () => `${pen.dice.pick(["abs", "sgn", "ceil", "exp", "sqrt"])}(${inner.text})`,
      () => `${wrapped(inner.text)} > bool 1`,
      () => `count_over_time((${inner.text})[5m:1m])`,
    ])();
  }

  #instant(pen: Pen): Params {
    const { startMs, endMs } = this.#vocabulary;
    const { dice } = pen;
    const anyMs = () => dice.int(startMs + 1_200_000, endMs);
    const ms = dice.weighted<() => number>([
      [3, () => Math.round(anyMs() / 60_000) * 60_000],
      [3, anyMs],
      [1, () => Math.round(anyMs() / 60_000) * 60_000 + dice.pick([-1, 1, 20_000, 500])],
      [0.5, () => endMs + dice.int(0, 290_000)],
    ])();
    return [["time", dice.chance(0.1) ? new Date(ms).toISOString() : secondsText(ms)]];
  }

  #range(pen: Pen): Params {
    const { startMs, endMs } = this.#vocabulary;
    const { dice } = pen;
    const stepMs = dice.weighted([
      [3, 15_000],
      [3, 60_000],
      [2, 30_000],
      [1, 7_000],
      [1, 300_000],
      [1, 13_370],
      [0.5, 500],
      [0.5, 61_001],
      [1, 600_000],
    ] as const);
    const isLong = dice.chance(0.03);
    const most = Math.min(isLong ? 900 : 100, Math.floor((endMs - startMs - 900_000) / stepMs));
    const spanMs = stepMs * dice.int(1, most) + (dice.chance(0.3) ? dice.int(0, stepMs) : 0);
    // Some begin before the first sample, some end after the last.
    const earliest = startMs + (dice.chance(0.1) ? -1_200_000 : 600_000);
    const raw = dice.int(earliest, Math.max(earliest + 1, endMs - Math.floor(spanMs * 0.9)));
    const fromMs = dice.chance(0.6) ? Math.floor(raw / 60_000) * 60_000 : raw;
    const step = dice.weighted([
      [5, numberText(stepMs / 1000)],
      [1, stepMs % 1000 === 0 ? `${stepMs / 1000}s` : `${stepMs}ms`],
    ] as const);
    return [
      ["start", secondsText(fromMs)],
      ["end", secondsText(fromMs + spanMs)],
      ["step", step],
    ];
  }

  /** Spans of whole blocks: what lies beside them the real one tells by chunk, and we by sample. */
  #blocks(pen: Pen): Params {
    const { startMs } = this.#vocabulary;
    const { dice } = pen;
    if (dice.chance(0.5)) return [];
    const blockMs = 7_200_000;
    const first = Math.floor(startMs / blockMs) + dice.int(0, 2);
    const count = dice.int(1, 2);
    const start = secondsText(first * blockMs);
    const end = secondsText((first + count) * blockMs - 1);
    return dice.pick<Params>([
      [
        ["start", start],
        ["end", end],
      ],
      [["start", start]],
      [["end", end]],
      [
        ["start", "1000"],
        ["end", "2000"],
      ],
    ]);
  }
}

/** Of a query that begins with what orders. */
function orderOf(query: string): Generated["order"] {
  const [name = ""] = /^\w+/.exec(query) ?? [];
  return ORDERED[`function ${name}`] ?? ORDERED[`aggregation ${name}`] ?? "none";
}

/** The encoding of names that a path may not hold (`U__`, Prometheus' own). */
function labelInPath(name: string): string {
  if (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return name;
  const escaped = [...name].map((sign) =>
    /[a-zA-Z0-9]/.test(sign) ? sign : sign === "_" ? "__" : `_${(sign.codePointAt(0) ?? 0).toString(16)}_`,
  );
  return `U__${escaped.join("")}`;
}
