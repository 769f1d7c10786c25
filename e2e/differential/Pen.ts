import { numberText } from "./writeOpenMetrics.ts";
import { Dice, type Share } from "./Share.ts";
import type { Vocabulary, Word } from "./Vocabulary.ts";

/** A vector expression, and what is known of its result. */
export interface Vector {
  readonly text: string;
  readonly word: Word;
  /** Names of the labels of its series, without `__name__`. */
  readonly labels: readonly string[];
}

const PLAIN_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** A name that is a keyword must be quoted. */
const PLAIN_METRIC = /^(?!on$)[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const REGEX_SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** Writes the small parts of queries, and notes what it used. */
export class Pen {
  readonly dice: Dice;
  readonly vocabulary: Vocabulary;
  readonly used = new Set<string>();

  constructor(share: Share, vocabulary: Vocabulary) {
    this.dice = new Dice(share);
    this.vocabulary = vocabulary;
  }

  use(feature: string): void {
    this.used.add(feature);
  }

  word(shapes?: readonly string[]): Word {
    const { words } = this.vocabulary;
    const fitting = shapes === undefined ? words : words.filter(({ shape }) => shapes.includes(shape));
    // Odd values make odd answers; most of all they are worth asking now and then.
    const word = this.dice.pick(fitting);
    return word.shape === "odd" && this.dice.chance(0.5) ? this.dice.pick(fitting) : word;
  }

  named(name: string): Word {
    const found = this.vocabulary.words.find((word) => word.name === name);
    if (found === undefined) throw new Error(`no metric ${name}`);
    return found;
  }

  string(text: string): string {
    const style = this.dice.int(0, 3);
    if (style === 0 && !text.includes("`")) {
      this.use("form string notation");
      return `\`${text}\``;
    }
    const quote = style === 1 ? "'" : '"';
    if (style === 1) this.use("form string notation");
    const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll(quote, `\\${quote}`);
    return `${quote}${escaped}${quote}`;
  }

  label(name: string): string {
    if (PLAIN_LABEL.test(name)) return name;
    this.use("form quoted label");
    return `"${name}"`;
  }

  /** "(a, b)" */
  list(names: readonly string[]): string {
    const comma = names.length > 0 && this.dice.chance(0.05) ? "," : "";
    if (comma !== "") this.use("form trailing comma");
    return `(${names.map((name) => this.label(name)).join(", ")}${comma})`;
  }

  /** `name{matchers}`; each series of the word matches with some luck. */
  selector(word: Word, matchers: readonly string[] = this.matchers(word)): string {
    const comma = matchers.length > 0 && this.dice.chance(0.04) ? "," : "";
    if (comma !== "") this.use("form trailing comma");
    if (!PLAIN_METRIC.test(word.name) || this.dice.chance(0.03)) {
      this.use("form quoted name");
      return `{${[`"${word.name}"`, ...matchers].join(", ")}${comma}}`;
    }
    if (this.dice.chance(0.03)) {
      this.use("form matcher __name__");
      const operator = this.dice.chance(0.5) ? "=" : "=~";
      return `{${[`__name__${operator}"${word.name}"`, ...matchers].join(",")}${comma}}`;
    }
    return matchers.length === 0 && this.dice.chance(0.9)
      ? word.name
      : `${word.name}{${matchers.join(", ")}${comma}}`;
  }

  matchers(word: Word): string[] {
    const count = this.dice.weighted([
      [5, 0],
      [4, 1],
      [1, 2],
    ]);
    return this.dice.some([...word.labels.keys()], count).map((name) => this.matcher(word, name));
  }

  matcher(word: Word, name: string): string {
    const values = word.labels.get(name) ?? [];
    const value = this.dice.pick(values);
    // Of one value, "not this one" leaves nothing.
    const isAlone = values.length === 1 && this.dice.chance(0.95);
    const operator = this.dice.weighted([
      [4, "="],
      [isAlone ? 0 : 3, "!="],
      [4, "=~"],
      [isAlone ? 0 : 3, "!~"],
    ] as const);
    this.use(`form matcher ${operator}`);
    const text = operator.includes("~") ? this.#pattern(values, value) : value;
    const isFew = operator === "!~" && this.dice.chance(0.9);
    return `${this.label(name)}${operator}${this.string(isFew ? escaped(value) : text)}`;
  }

  #pattern(values: readonly string[], value: string): string {
    return this.dice.weighted<() => string>([
      [3, () => [value, ...this.dice.some(values, 2)].map(escaped).join("|")],
      [2, () => `${escaped([...value][0] ?? "")}.*`],
      [1, () => `.*${escaped([...value].at(-1) ?? "")}`],
      [1, () => ".+"],
      [1, () => `(?i)${escaped(value.toUpperCase())}`],
      [1, () => `(${escaped(value)}|nothing)?`],
    ])();
  }

  /** A length of time as a range, a step or an offset is written. */
  duration(ms: number): string {
    const seconds = ms / 1000;
    const forms: (readonly [number, string])[] = [[6, durationText(ms)]];
    if (seconds >= 1) forms.push([0.3, numberText(seconds)]);
    const pick = this.dice.weighted(forms);
    if (!this.dice.chance(0.05)) return pick;
    return this.#arithmetic(ms);
  }

  #arithmetic(ms: number): string {
    const text = durationText(ms);
    const kind = this.dice.pick([
      "duration arithmetic",
      "duration arithmetic",
      "duration min_of()",
      "duration max_of()",
    ] as const);
    this.use(`form ${kind}`);
    if (kind === "duration min_of()") return `min_of(${text}, 1d)`;
    if (kind === "duration max_of()") return `max_of(1s, ${text})`;
    return this.dice.pick([
      `${text} + 30s`,
      `2 * ${text}`,
      `(${text} * 3 / 2)`,
      `${text} ^ 1`,
      `${text} - 500ms`,
      `(1h % 7m) + ${text}`,
    ]);
  }

  /** A window that holds some samples of the word. */
  windowMs(word: Word): number {
    const { intervalMs } = word;
    return this.dice.weighted<() => number>([
      [6, () => intervalMs * this.dice.int(2, 12)],
      [2, () => Math.round(intervalMs * (1 + this.dice.share() * 8))],
      [2, () => this.dice.pick([60_000, 300_000, 600_000, 1_800_000, 3_600_000])],
      [0.3, () => Math.round(intervalMs * this.dice.share()) + 1],
    ])();
  }

  number(value: number): string {
    if (!Number.isInteger(value) || value < 0 || value > 1e6 || this.dice.chance(0.8))
      return numberText(value).replace("+", "");
    this.use("form number notation");
    return this.dice.pick([
      `0x${value.toString(16)}`,
      `${value}e0`,
      `${value}.0`,
      `${value}.`,
      value >= 1000 ? String(value).replace(/(\d)(\d{3})$/, "$1_$2") : `0${value.toString(8)}`,
      durationText(value * 1000),
    ]);
  }

  /** A value of the word, so that comparisons are sometimes true. */
  threshold(word: Word): string {
    return this.number(this.dice.pick(word.values.filter((value) => Number.isFinite(value)).concat(0)));
  }
}

const escaped = (text: string): string => text.replaceAll(REGEX_SPECIAL, String.raw`\$&`);

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** 1h5m30s */
function durationText(ms: number): string {
  let rest = ms;
  let text = "";
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === "" ? "0s" : text;
}
