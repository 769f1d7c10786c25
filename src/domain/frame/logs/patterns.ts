import type { LogLine } from "./LogPage.ts";
import { levelOf, type LogLevel } from "./level.ts";
import { patternTokens, type PatternTokens } from "./patternTokens.ts";

/** Lines of one kind among those that are loaded. */
export interface LogPattern {
  /** A pattern of Loki's `|>` filter, which fits every one of its lines: `<_>` stands for what varies. */
  readonly template: string;
  readonly count: number;
  readonly levels: Readonly<Partial<Record<LogLevel, number>>>;
  /** The first line of the kind, as an example. */
  readonly sample: LogLine;
}

interface Cluster {
  tokens: (string | null)[];
  readonly like: PatternTokens;
  count: number;
  readonly levels: Partial<Record<LogLevel, number>>;
  readonly sample: LogLine;
}

/** Two lines of the same shape are of one kind when this part of their words is the same. */
const SIMILAR = 0.6;
/** Kinds of one shape that a new line is compared with: keeps the work linear in the number of lines. */
const MAX_COMPARED = 32;

/**
 * Kinds of lines, found in one pass (after the idea of Drain: He et al., "Drain: An Online Log Parsing Approach with
 * Fixed Depth Tree", ICWS 2017): lines with the same signs in the same places, the same telling words and mostly
 * the same other words are one kind. `add` may be called again as more lines are loaded.
 */
export class PatternBook {
  readonly #shapes = new Map<string, Cluster[]>();
  /** Lines that are equal but for what varies are one kind at once. */
  readonly #known = new Map<string, Cluster>();

  add(lines: readonly LogLine[]): void {
    for (const line of lines) if (line.text !== "") this.#addLine(line);
  }

  /** The most frequent first. */
  patterns(): LogPattern[] {
    const all = [...this.#shapes.values()].flat().toSorted((a, b) => b.count - a.count);
    const byTemplate = new Map<string, LogPattern>();
    for (const cluster of all) {
      const { count, levels, sample } = cluster;
      const template = templateOf(cluster);
      const same = byTemplate.get(template);
      byTemplate.set(
        template,
        same
          ? { ...same, count: same.count + count, levels: sum(same.levels, levels) }
          : { template, count, levels, sample },
      );
    }
    return [...byTemplate.values()].toSorted((a, b) => b.count - a.count);
  }

  #addLine(line: LogLine): void {
    const parts = patternTokens(line.text);
    const shape = `${parts.isCut}\u0000${parts.telling}\u0000${parts.separators.join("\u0001")}`;
    const exact = `${shape}\u0000${parts.tokens.map((token) => token ?? "\u0002").join("\u0001")}`;
    const cluster = this.#known.get(exact) ?? this.#find(shape, parts, line);
    this.#known.set(exact, cluster);
    cluster.count++;
    const level = levelOf(line);
    cluster.levels[level] = (cluster.levels[level] ?? 0) + 1;
  }

  #find(shape: string, parts: PatternTokens, line: LogLine): Cluster {
    const clusters = this.#shapes.get(shape) ?? [];
    this.#shapes.set(shape, clusters);
    for (const cluster of clusters.slice(0, MAX_COMPARED)) {
      if (!isSimilar(cluster.tokens, parts.tokens)) continue;
      cluster.tokens = cluster.tokens.map((token, i) => (token === parts.tokens[i] ? token : null));
      return cluster;
    }
    const cluster: Cluster = { tokens: [...parts.tokens], like: parts, count: 0, levels: {}, sample: line };
    clusters.push(cluster);
    return cluster;
  }
}

/** The kinds of these lines; to be called "of loaded lines". */
export function patternsOf(lines: readonly LogLine[]): LogPattern[] {
  const book = new PatternBook();
  book.add(lines);
  return book.patterns();
}

function isSimilar(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  let same = 0;
  let words = 0;
  for (const [i, token] of a.entries()) {
    if (token === null && b[i] === null) continue;
    words++;
    if (token === b[i] || token === null) same++;
  }
  return same >= words * SIMILAR && a.some((token, i) => token !== null && token === b[i]);
}

function templateOf({ tokens, like: { separators, isCut } }: Cluster): string {
  let template = "";
  for (const [i, separator] of separators.entries()) {
    template += separator;
    if (i < tokens.length) template += tokens[i] ?? "<_>";
  }
  // Two captures side by side are an error to Loki.
  return isCut && !template.endsWith("<_>") ? `${template}<_>` : template;
}

function sum(a: LogPattern["levels"], b: LogPattern["levels"]): LogPattern["levels"] {
  const total = { ...a };
  for (const [level, count] of Object.entries(b) as [LogLevel, number][]) {
    total[level] = (total[level] ?? 0) + count;
  }
  return total;
}
