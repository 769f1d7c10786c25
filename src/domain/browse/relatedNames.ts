import type { NameIndex } from "./nameIndex.ts";

/** How many related metrics are offered. */
export const RELATED_LIMIT = 20;

/** Words that say how a metric is kept or measured, not what it is about. */
const KEPT = new Set([
  "total",
  "sum",
  "count",
  "bucket",
  "created",
  "info",
  "seconds",
  "bytes",
  "ratio",
  "avg",
  "max",
  "min",
]);

const POINTS = {
  /** `x_sum` beside `x_bucket`: the same thing counted otherwise. */
  sameBase: 100,
  /** Each leading word in common: the same exporter, the same subsystem. */
  leadingWord: 5,
  /** Each further word of what it is about, anywhere: `instance:node_cpu_utilisation` beside `node_cpu_seconds`. */
  sharedWord: 7,
} as const;

const SEPARATORS: ReadonlySet<string> = new Set("_:.-/");
const tokensOf = (lower: string) => lower.split(/[_:.\-/]/);

/** A name without what says how it is kept: `http_request_duration` of `http_request_duration_seconds_bucket`. */
function baseOf(lower: string): string {
  const tokens = tokensOf(lower);
  let end = tokens.length;
  while (end > 1 && KEPT.has(tokens[end - 1] ?? "")) end -= 1;
  return tokens.slice(0, end).join("_");
}

/** Names that are about the same thing, the nearest first, at most 20: the same base name, then the same prefix. */
export function relatedNames(index: NameIndex, name: string): readonly string[] {
  const wanted = wantedOf(name.toLowerCase());
  const best: Scored[] = [];
  index.lower.forEach((other, id) => {
    const score = index.names[id] === name ? 0 : scoreOf(other, wanted);
    if (score === 0 || (best.length === RELATED_LIMIT && score <= (best.at(-1)?.score ?? 0))) return;
    best.splice(best.findLastIndex((one) => one.score >= score) + 1, 0, { id, score });
    if (best.length > RELATED_LIMIT) best.pop();
  });
  return best.map(({ id }) => index.names[id] ?? "");
}

interface Scored {
  readonly id: number;
  readonly score: number;
}

interface Wanted {
  readonly lower: string;
  readonly base: string;
  readonly about: readonly string[];
}

function wantedOf(lower: string): Wanted {
  const tokens = tokensOf(lower);
  const about = tokens.filter((token) => token.length > 2 && !KEPT.has(token));
  return { lower, base: baseOf(lower), about: [...new Set(about)] };
}

/** 0 for a name that shares no word. Reads the texts as they are: 150,000 names are not taken apart for this. */
function scoreOf(other: string, { lower, base, about }: Wanted): number {
  let score = 0;
  for (const word of about) if (other.includes(word)) score += POINTS.sharedWord;
  if (score === 0) return 0;
  for (let at = 0; at < lower.length && lower.charCodeAt(at) === other.charCodeAt(at); at += 1) {
    if (SEPARATORS.has(lower.charAt(at))) score += POINTS.leadingWord;
  }
  return other.startsWith(base) && baseOf(other) === base ? score + POINTS.sameBase : score;
}
