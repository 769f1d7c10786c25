import type { Pen, Vector } from "./Pen.ts";
import { DATE_FUNCTIONS, RANGE_FUNCTIONS, VALUE_FUNCTIONS } from "./promqlFeatures.ts";
import { numberText, secondsText } from "./writeOpenMetrics.ts";
import type { Word } from "./Vocabulary.ts";

/** Writes an expression that uses a feature; `depth` bounds what stands inside it. */
export type Builder = (writer: Writer, depth: number) => Vector;

/** Writes whole expressions, by the rules of PromQL and with what is known of the data. */
export class Writer {
  readonly pen: Pen;
  readonly #builders: ReadonlyMap<string, Builder>;

  constructor(pen: Pen, builders: ReadonlyMap<string, Builder>) {
    this.pen = pen;
    this.#builders = builders;
  }

  build(feature: string, depth: number): Vector {
    const builder = this.#builders.get(feature);
    if (builder === undefined) throw new Error(`no builder for ${feature}`);
    this.pen.use(feature);
    return builder(this, depth);
  }

  /** Any vector. */
  vector(depth: number): Vector {
    const { dice } = this.pen;
    if (depth <= 0 || dice.chance(0.25)) return this.instant(this.pen.word());
    return this.build(dice.pick([...this.#builders.keys()]), depth - 1);
  }

  /** A selector of the word, at times with offset and @. */
  instant(word: Word, matchers?: readonly string[]): Vector {
    const text = this.pen.selector(word, matchers) + this.modifiers();
    return { text, word, labels: [...word.labels.keys()] };
  }

  /** "", or one or two modifiers; in range queries each means what it means at every step. */
  modifiers(probability = 0.12): string {
    const { dice } = this.pen;
    if (!dice.chance(probability)) return "";
    return dice.pick([
      () => this.offset(),
      () => this.offset(),
      () => this.at(),
      () => this.at() + this.offset(),
      () => this.offset() + this.at(),
    ])();
  }

  offset(isNegative = this.pen.dice.chance(0.25)): string {
    const { dice } = this.pen;
    const ms = dice.pick([
      () => dice.int(1, 30) * 60_000,
      () => dice.int(1, 600_000),
      () => dice.int(1, 90) * 1000,
    ])();
    this.pen.use(isNegative ? "form negative offset" : "form offset");
    const duration = this.pen.duration(ms).replace(/^([^(].* .*)$/, "($1)");
    return ` offset ${isNegative ? "-" : ""}${duration}`;
  }

  at(kind: "time" | "start()" | "end()" = this.pen.dice.pick(["time", "start()", "end()"])): string {
    this.pen.use(`form @ ${kind}`);
    if (kind !== "time") return ` @ ${kind}`;
    const { startMs, endMs } = this.pen.vocabulary;
    const ms = this.pen.dice.int(startMs + 600_000, endMs);
    return ` @ ${secondsText(this.pen.dice.chance(0.6) ? Math.round(ms / 1000) * 1000 : ms)}`;
  }

  /** A range vector: most often of a selector. */
  range(depth: number, word: Word = this.pen.word()): Vector {
    if (depth > 0 && this.pen.dice.chance(0.12)) return this.subquery(this.series(depth - 1, word));
    const text = `${this.pen.selector(word)}[${this.pen.duration(this.pen.windowMs(word))}]${this.modifiers()}`;
    return { text, word, labels: [...word.labels.keys()] };
  }

  subquery(inner: Vector, isWithoutStep = this.pen.dice.chance(0.25)): Vector {
    const { dice } = this.pen;
    this.pen.use("form subquery");
    if (isWithoutStep) this.pen.use("form subquery without step");
    const stepMs = dice.pick([15_000, 30_000, 60_000, 60_000, 120_000, 7_000, 61_500, 13_000, 1_001]);
    const step = isWithoutStep ? "" : this.pen.duration(stepMs);
    const rangeMs = (isWithoutStep ? 60_000 : stepMs) * dice.int(2, 15);
    return {
      ...inner,
      text: `${wrapped(inner.text)}[${this.pen.duration(rangeMs)}:${step}]${this.modifiers(0.1)}`,
    };
  }

  /** A vector whose series are those of the word, with their labels but for the name. */
  series(depth: number, word: Word = this.pen.word(), matchers?: readonly string[]): Vector {
    const { dice } = this.pen;
    const instant = () => this.instant(word, matchers);
    if (depth <= 0) return instant();
    const selected = () => this.pen.selector(word, matchers);
    const windowed = (name: string) =>
      `${name}(${selected()}[${this.pen.duration(this.pen.windowMs(word))}]${this.modifiers(0.06)})`;
    const inner = () => this.series(depth - 1, word, matchers).text;
    const called = (name: string, text: string) => {
      this.pen.use(`function ${name}`);
      return text;
    };
    const text = dice.weighted<() => string>([
      [4, () => instant().text],
      [
        3,
        () => {
          const name =
            word.shape === "counter"
              ? dice.pick(["rate", "increase", "irate", "delta"])
              : dice.pick(RANGE_FUNCTIONS);
          return called(name, windowed(name));
        },
      ],
      [
        1,
        () => {
          const name = dice.pick(VALUE_FUNCTIONS);
          return called(name, `${name}(${inner()})`);
        },
      ],
      [
        0.3,
        () => {
          const name = dice.pick(DATE_FUNCTIONS);
          return called(name, `${name}(${inner()})`);
        },
      ],
      [1.5, () => this.withScalar(inner(), depth)],
    ])();
    return { text, word, labels: [...word.labels.keys()] };
  }

  /** `(inner) * 2` */
  withScalar(inner: string, depth: number): string {
    const operator = this.pen.dice.pick(["+", "-", "*", "/", "%", "^", "atan2"] as const);
    this.pen.use(`operator ${operator}`);
    this.pen.use("form scalar with vector");
    const scalar = this.scalar(depth - 1);
    return this.pen.dice.chance(0.6)
      ? `${wrapped(inner)} ${operator} ${scalar}`
      : `${scalar} ${operator} ${wrapped(inner)}`;
  }

  scalar(depth: number): string {
    const { dice } = this.pen;
    const use = (name: string, text: string) => {
      this.pen.use(`function ${name}`);
      return text;
    };
    const number = () =>
      this.pen.number(dice.pick([0, 1, 2, 3, 10, 60, 0.5, 0.1, 1.5, 100, 1e3, 1e-3, 12345, 3.25]));
    if (depth <= 0) return number();
    return dice.weighted<() => string>([
      [8, number],
      [1, () => use("time", "time()")],
      [0.5, () => use("pi", "pi()")],
      [1, () => use("scalar", `scalar(${this.single(depth - 1)})`)],
      [0.4, () => use("step", "step()")],
      [0.4, () => use("range", "range()")],
      [0.3, () => use("start", "start()")],
      [0.3, () => use("end", "end()")],
      [0.4, () => use("max_of", `max_of(${this.scalar(depth - 1)}, ${this.scalar(depth - 1)})`)],
      [0.4, () => use("min_of", `min_of(${this.scalar(depth - 1)}, ${this.scalar(depth - 1)})`)],
      [0.2, () => dice.pick(["Inf", "-Inf", "NaN", "+inf"])],
      [0.3, () => numberText(-dice.int(0, 20))],
      [1, () => this.scalarPair(depth)],
    ])();
  }

  scalarPair(depth: number): string {
    const operator = this.pen.dice.pick([
      "+",
      "-",
      "*",
      "/",
      "%",
      "^",
      "atan2",
      ">",
      "==",
      "<=",
      "!=",
      "<",
      ">=",
    ] as const);
    this.pen.use(`operator ${operator}`);
    this.pen.use("form scalar with scalar");
    const isComparison = /[=<>]/.test(operator);
    if (isComparison) this.pen.use("form bool");
    return `(${this.scalar(depth - 1)} ${operator}${isComparison ? " bool" : ""} ${this.scalar(depth - 1)})`;
  }

  /** A vector of one series, most of the time. */
  single(depth: number): string {
    const { dice } = this.pen;
    const aggregation = dice.pick(["sum", "max", "min", "avg", "count"] as const);
    this.pen.use(`aggregation ${aggregation}`);
    return `${aggregation}(${this.series(depth, this.pen.word(["counter", "gauge", "small"])).text})`;
  }
}

const CLOSED = /^[a-z_0-9]*\([^()]*\)$|^[a-zA-Z_:][\w:]*$|^[a-zA-Z_:][\w:]*\{[^{}]*\}$/;

/** In parentheses, unless nothing around it can change how it is read. */
export const wrapped = (text: string): string => (CLOSED.test(text) ? text : `(${text})`);
